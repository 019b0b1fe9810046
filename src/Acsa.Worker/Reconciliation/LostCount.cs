namespace Acsa.Worker.Reconciliation;

/// <summary>What became of results that a destination had taken and lacks.</summary>
/// <param name="Resent">Back in the outbox.</param>
/// <param name="Parked">Left for a person.</param>
readonly record struct LostCount(int Resent, int Parked);
