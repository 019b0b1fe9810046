using Acsa.Worker.Delivery;

namespace Acsa.Worker.Ledger;

/// <summary>Which results go to a destination.</summary>
sealed record OutboxRoute(string Destination, IReadOnlySet<ResultKind> Send);
