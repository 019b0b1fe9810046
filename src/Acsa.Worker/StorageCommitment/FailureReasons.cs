namespace Acsa.Worker.StorageCommitment;

/// <summary>Failure Reason (0008,1197) of Storage Commitment, PS3.3 C.14.1.1.</summary>
static class FailureReasons
{
    /// <summary>What follows from a reason.</summary>
    public static (CommitmentFate Fate, string Words) Judge(ushort reason) => reason switch
    {
        0x0110 => (CommitmentFate.AskAgain, "commitment failed: processing failure (0x0110)"),
        0x0213 => (CommitmentFate.AskAgain, "commitment failed: resource limitation (0x0213)"),
        0x0131 => (CommitmentFate.AskAgain, "commitment failed: duplicate transaction UID (0x0131)"),
        0x0122 => (CommitmentFate.AskAgain, "commitment failed: SOP class not supported (0x0122)"),
        0x0112 => (CommitmentFate.SendAgain, "the destination does not hold it any more (0x0112)"),
        0x0119 => (CommitmentFate.Park, "the destination holds another class under its UID (0x0119)"),
        _ => (CommitmentFate.SendAgain, $"commitment failed for reason 0x{reason:X4}"),
    };
}
