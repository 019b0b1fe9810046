namespace Acsa.Worker.WebConsole.Views;

/// <summary>What became of one kind of result at one destination.</summary>
/// <param name="Kind">By its name in the configuration.</param>
/// <param name="States">Number of results in each state: pending, delivered, committed, parked.</param>
sealed record FormState(string Kind, IReadOnlyDictionary<string, int> States);
