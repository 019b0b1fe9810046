namespace Acsa.Worker.Spool;

/// <summary>Reads what the ledger has to know of a spooled file.</summary>
interface IDatasetReader
{
    /// <summary>Reads the start of a data set; bytes that cannot be understood are an answer. Throws <see cref="IOException"/> when the
    /// file itself cannot be read now: held by a virus scanner, taken away, on a disk that fails.</summary>
    DatasetSummary Read(string file);

    /// <summary>Number of Study Related Instances (0020,1208); null when it is absent, unreadable or no number of instances.</summary>
    int? ReadStudyInstances(string file);
}
