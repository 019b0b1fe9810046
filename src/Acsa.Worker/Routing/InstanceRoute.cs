namespace Acsa.Worker.Routing;

/// <summary>What the rules decide about an instance.</summary>
/// <param name="Models">The only models that may be asked; null = any.</param>
/// <param name="Destinations">The only destinations; null = every one.</param>
/// <param name="Words">Why something is not done that would be done without rules; one sentence each.</param>
sealed record InstanceRoute(
    bool IsAnalysed, IReadOnlySet<string>? Models, IReadOnlySet<string>? Destinations, bool IsShadow, IReadOnlyList<string> Words)
{
    public static InstanceRoute Usual { get; } = new(true, null, null, false, []);

    public bool GoesTo(string destination) => !IsShadow && (Destinations is null || Destinations.Contains(destination));
}
