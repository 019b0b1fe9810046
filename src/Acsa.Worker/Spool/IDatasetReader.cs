namespace Acsa.Worker.Spool;

/// <summary>Reads what the ledger has to know of a spooled file.</summary>
interface IDatasetReader
{
    /// <summary>Reads the start of a data set; what cannot be read is an answer, not an exception.</summary>
    DatasetSummary Read(string file);

    /// <summary>Number of Study Related Instances (0020,1208); null when it is absent, unreadable or no number of instances.</summary>
    int? ReadStudyInstances(string file);
}
