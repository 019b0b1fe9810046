namespace Acsa.Worker.Retention;

/// <summary>What more than the answer Success makes a delivery finished, by destination.</summary>
/// <param name="Committing">Destinations that have to have committed to a result.</param>
/// <param name="Reconciled">Destinations at which a result has to have been found by a query.</param>
sealed record FinishRule(IReadOnlyCollection<string> Committing, IReadOnlyCollection<string> Reconciled)
{
    public static FinishRule Stored { get; } = new([], []);
}
