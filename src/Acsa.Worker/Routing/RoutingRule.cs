namespace Acsa.Worker.Routing;

/// <summary>A rule of "routing". For each effect the first rule that matches and states it counts.</summary>
/// <param name="Models">Ids of the only models that may be asked; null = the rule says nothing of models.</param>
/// <param name="Destinations">Names of the only destinations that get the results; null = the rule says nothing of them.</param>
/// <param name="IsShadow">Whether results are kept and sent nowhere; null = the rule does not say.</param>
/// <param name="IsAnalysed">Whether the instance is analysed at all; null = the rule does not say.</param>
sealed record RoutingRule(
    string Name, RoutingCondition When, IReadOnlySet<string>? Models, IReadOnlySet<string>? Destinations, bool? IsShadow, bool? IsAnalysed)
{
    /// <summary>Whether it decides something that has to be known before the analysis.</summary>
    public bool IsForAnalysis => Models is not null || IsAnalysed is not null;

    /// <summary>Whether it decides where results go.</summary>
    public bool IsForDelivery => Destinations is not null || IsShadow is not null;
}
