namespace Acsa.Worker.Ledger;

/// <summary>What a change of the configuration meant for the results that wait for a destination.</summary>
/// <param name="Parked">How many have no destination any more.</param>
/// <param name="Resumed">How many have it again.</param>
sealed record RouteChange(string Destination, int Parked, int Resumed);
