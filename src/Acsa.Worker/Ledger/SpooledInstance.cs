using Acsa.DicomScp;

namespace Acsa.Worker.Ledger;

/// <summary>An instance that lies durably in the spool and asks for its row.</summary>
/// <param name="File">Path relative to the spool.</param>
/// <param name="Sha256">Of the data set as received, lower-case hex.</param>
/// <param name="StudyUid">Null when the data set does not say.</param>
/// <param name="Unreadable">Why the data set could not be read; null when it could.</param>
sealed record SpooledInstance(InstanceHeader Header, string File, long Bytes, string Sha256, string? StudyUid, string? Unreadable)
{
    /// <summary>How many instances its study has, by its scanner's word (0020,1208); null where that is not said or wanted.</summary>
    public int? StudyInstances { get; init; }
}
