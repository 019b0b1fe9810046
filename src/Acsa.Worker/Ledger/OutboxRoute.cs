using Acsa.Reporting;

namespace Acsa.Worker.Ledger;

/// <summary>Which results go to a destination.</summary>
sealed record OutboxRoute(string Destination, IReadOnlySet<ResultKind> Send)
{
    /// <summary>Whether a result goes there.</summary>
    /// <param name="recipients">The destinations that it is for; null for all that want its kind.</param>
    public bool Sends(ResultKind kind, IReadOnlyList<string>? recipients) =>
        Send.Contains(kind) && (recipients is null || recipients.Contains(Destination));
}
