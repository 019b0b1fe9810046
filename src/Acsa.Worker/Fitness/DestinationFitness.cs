namespace Acsa.Worker.Fitness;

/// <summary>What a destination with <c>"send": "auto"</c> was last found to take.</summary>
/// <param name="At">When it was last asked, or last refused something.</param>
/// <param name="Send">The kinds that it gets, by their names in the configuration.</param>
/// <param name="Classes">What it answered to each SOP class when it was asked.</param>
sealed record DestinationFitness(string Destination, DateTimeOffset At, IReadOnlyList<string> Send, IReadOnlyList<ClassAnswer> Classes)
{
    /// <summary>Classes that it refused in use and is not sent for a while, though it may say that it takes them.</summary>
    public IReadOnlyList<ClassRefusal> Refusals { get; init; } = [];

    /// <summary>Why it could not be asked the last time; null when it could.</summary>
    public string? Trouble { get; init; }
}
