namespace Acsa.Worker.Routing;

/// <summary>What has to hold, all of it; an empty list asks for nothing. Of several values of one list any will do.</summary>
/// <param name="CallingAe">Patterns of the title of whoever sent the instance.</param>
/// <param name="Structures">Muscles that a finding names; with sides and statuses, of the same finding.</param>
/// <param name="Statuses">measured, review, refused.</param>
sealed record RoutingCondition(
    IReadOnlyList<string> CallingAe, IReadOnlyList<TagCondition> Tags, IReadOnlyList<string> Structures, IReadOnlyList<string> Sides,
    IReadOnlyList<string> Statuses)
{
    /// <summary>Whether it asks for what only the analysis finds.</summary>
    public bool AsksForFindings => Structures.Count + Sides.Count + Statuses.Count > 0;
}
