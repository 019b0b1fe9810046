using Acsa.Worker.Spool;

namespace Acsa.Worker.Tests.Fakes;

sealed class FakeReader(DatasetSummary summary) : IDatasetReader
{
    public DatasetSummary Read(string file) => summary;

    public int? ReadStudyInstances(string file) => null;
}
