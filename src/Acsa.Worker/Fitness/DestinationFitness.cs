namespace Acsa.Worker.Fitness;

/// <summary>What a destination with <c>"send": "auto"</c> was last found to take.</summary>
/// <param name="Send">The kinds that it gets, by their names in the configuration.</param>
sealed record DestinationFitness(string Destination, DateTimeOffset At, IReadOnlyList<string> Send, IReadOnlyList<ClassAnswer> Classes);
