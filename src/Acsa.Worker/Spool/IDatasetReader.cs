namespace Acsa.Worker.Spool;

/// <summary>Reads what the ledger has to know of a spooled file.</summary>
interface IDatasetReader
{
    /// <summary>Reads the start of a data set; what cannot be read is an answer, not an exception.</summary>
    DatasetSummary Read(string file);
}
