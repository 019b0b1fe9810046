using Acsa.DicomScp;

namespace Acsa.Worker.Ledger;

/// <summary>What became of an instance that asked for its row.</summary>
/// <param name="InstanceId">Its row, or that of the instance that is held already.</param>
/// <param name="File">The spool's file that the row names: another one when the same bytes are held already.</param>
sealed record RecordedInstance(StoreVerdict Verdict, long InstanceId, string File)
{
    /// <summary>How long that file is.</summary>
    public long Bytes { get; init; }
}
