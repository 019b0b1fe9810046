using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Reader;

namespace Acsa.Worker.Studies;

/// <summary>From findings to the objects that go to the PACS.</summary>
sealed class ReportingStage(AnalysisSetup setup)
{
    public ResultSet Run(LoadedInstance source, IReadOnlyList<Finding> findings, IReadOnlyDictionary<int, RgbImage> pictures,
        IReadOnlyList<InstanceReference> earlier, DateTimeOffset runAt, IReadOnlyList<PriorComparison>? priors = null,
        IReadOnlyList<PriorValue>? history = null, EditSource? edit = null)
    {
        // Each edit is a revision with instances of its own.
        var revision = edit is null ? setup.ConfigurationHash : $"{setup.ConfigurationHash}|edit {edit.SopInstanceUid}";
        var request = new ReportRequest(source.Dataset, findings, pictures,
            new(setup.Structures, setup.Device, revision, runAt) { MarksPictures = setup.MarksPictures, Outlines = setup.Outlines })
        {
            Kinds = setup.Kinds, ReaderName = edit?.ReaderName, Priors = priors ?? [], History = history ?? [],
            Receivers = setup.Receivers,
        }.Replacing(earlier);
        var results = ResultWriter.Write(request);
        // What was written is read again before anybody relies on it: a result that shows something else than was measured is worse than
        // none.
        var problems = ResultCheck.Problems(results, request);
        return problems.Count == 0 ? results : throw new InvalidDataException(string.Join(' ', problems));
    }
}
