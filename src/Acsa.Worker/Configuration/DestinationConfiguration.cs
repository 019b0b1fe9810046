using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Reconciliation;

namespace Acsa.Worker.Configuration;

/// <summary>A PACS that results are sent to.</summary>
/// <param name="Name">The name that the ledger and the command line know it by.</param>
/// <param name="Send">Which kinds of result it gets.</param>
/// <param name="Commitment">Whether Storage Commitment is asked for.</param>
/// <param name="Timeout">Limit on connecting and on each answer.</param>
/// <param name="Retry">When a failed delivery is tried again.</param>
sealed record DestinationConfiguration(
    string Name,
    string AeTitle,
    string Host,
    int Port,
    IReadOnlySet<ResultKind> Send,
    bool Commitment,
    TimeSpan Timeout,
    RetrySchedule Retry)
{
    /// <summary>Whether <see cref="Send"/> follows what the destination takes; until that is known it is the default.</summary>
    public bool IsAuto { get; init; }

    /// <summary>In which form it gets them.</summary>
    public SendForms Forms { get; init; } = SendForms.Default;

    /// <summary>How the connection is secured; null = not at all.</summary>
    public DestinationTlsConfiguration? Tls { get; init; }

    /// <summary>As it is written in the file; empty when it comes from nowhere else than the program.</summary>
    public string Written { get; init; } = "";

    /// <summary>Whether another is the same destination with the same settings.</summary>
    public bool IsWrittenAs(DestinationConfiguration other) => Written == other.Written && Name == other.Name;

    /// <summary>How long a report on a commitment may take before the archive is queried.</summary>
    public TimeSpan CommitmentTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether the archive is asked by C-FIND for what it said it has, and what is done about what it lacks.</summary>
    public ReconcileMode Reconcile { get; init; }

    /// <summary>How long after its last answer about a result the archive is asked for it.</summary>
    public TimeSpan ReconcileAfter { get; init; } = TimeSpan.FromHours(6);
}
