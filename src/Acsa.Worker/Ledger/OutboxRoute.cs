using Acsa.Reporting;

namespace Acsa.Worker.Ledger;

/// <summary>Which results go to a destination.</summary>
sealed record OutboxRoute(string Destination, IReadOnlySet<ResultKind> Send);
