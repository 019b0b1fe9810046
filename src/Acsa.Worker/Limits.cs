namespace Acsa.Worker;

/// <summary>Every bound of the worker, each with its reason.</summary>
static class Limits
{
    /// <summary>A configuration is written by hand; a megabyte is a wrong file.</summary>
    public const long ConfigurationBytes = 1 << 20;

    /// <summary>Results per association: enough to amortise its opening, few enough that a dropped one repeats little.</summary>
    public const int DeliveriesPerAssociation = 32;

    /// <summary>A destination that could not be reached this often in a row is away: from then on it is asked by C-ECHO alone.</summary>
    public const int FailuresToOpenCircuit = 3;

    /// <summary>A study whose analysis ended the process, or failed for want of disk or device, this often is parked: it would do so
    /// again.</summary>
    public const int StudyAttempts = 10;

    /// <summary>After a study's disk or device failed; as many times as it did.</summary>
    public static readonly TimeSpan StudyPause = TimeSpan.FromSeconds(30);

    /// <summary>Work, or a node, that has shown no sign of life for this long is up for grabs; whoever lives renews it three times as
    /// often.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Connections of a node to a shared ledger: its associations commit as one, its loops are few.</summary>
    public const int LedgerConnections = 6;

    /// <summary>Attempts at a transaction that the server undid because it crossed another's, before the caller hears of it.</summary>
    public const int TransactionAttempts = 8;

    /// <summary>Instances in one commit: more than there are associations, few enough that none waits long.</summary>
    public const int InstancesPerCommit = 64;

    /// <summary>The longest that a loop sleeps with nothing announced.</summary>
    public static readonly TimeSpan LoopPause = TimeSpan.FromSeconds(1);

    /// <summary>After trouble with disk or ledger: long enough not to fill the log, short enough to recover unnoticed.</summary>
    public static readonly TimeSpan TroublePause = TimeSpan.FromSeconds(2);

    /// <summary>Reasons longer than this are cut before they go into the ledger.</summary>
    public const int ReasonLength = 1000;
}
