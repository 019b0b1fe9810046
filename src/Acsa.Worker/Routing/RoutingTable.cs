using System.IO.Enumeration;

namespace Acsa.Worker.Routing;

/// <summary>
/// Holds rules against an instance. What no matching rule states is as without rules: analysed, by any model, to every destination.
/// </summary>
sealed class RoutingTable(IReadOnlyList<RoutingRule> rules)
{
    public static RoutingTable Empty { get; } = new([]);

    public IReadOnlyList<RoutingRule> Rules => rules;

    /// <summary>Every model that a rule names.</summary>
    public IReadOnlySet<string> Models => rules.SelectMany(rule => rule.Models ?? new HashSet<string>()).ToHashSet(StringComparer.Ordinal);

    /// <summary>The attributes that rules ask for.</summary>
    public IReadOnlyList<DicomTag> Tags => [.. rules.SelectMany(rule => rule.When.Tags).Select(condition => condition.Tag).Distinct()];

    /// <summary>What is decided. Before the analysis, destinations are not.</summary>
    public InstanceRoute Decide(RoutingFacts facts)
    {
        if (rules.Count == 0) return InstanceRoute.Usual;
        var matching = rules.Where(rule => Report(rule, facts).All(condition => condition.IsMet == true)).ToList();
        var (analysed, models, destinations, shadow) = (
            matching.Find(rule => rule.IsAnalysed is not null), matching.Find(rule => rule.Models is not null),
            matching.Find(rule => rule.Destinations is not null), matching.Find(rule => rule.IsShadow is not null));
        var words = new List<string>();
        if (analysed is { IsAnalysed: false }) words.Add($"Not analysed, by the routing rule \"{analysed.Name}\".");
        if (shadow is { IsShadow: true }) words.Add($"Analysed and not sent, by the routing rule \"{shadow.Name}\".");
        return new(analysed?.IsAnalysed ?? true, models?.Models, destinations?.Destinations, shadow?.IsShadow ?? false, words);
    }

    /// <summary>How each rule does, and what it decides.</summary>
    public IReadOnlyList<RuleReport> Explain(RoutingFacts facts)
    {
        var decided = new HashSet<string>();
        var reports = new List<RuleReport>();
        foreach (var rule in rules)
        {
            var conditions = Report(rule, facts);
            bool? matches = conditions.Any(condition => condition.IsMet == false) ? false
                : conditions.Any(condition => condition.IsMet is null) ? null : true;
            var decides = matches == true ? Effects(rule).Where(effect => decided.Add(effect.Kind)).Select(effect => effect.Words).ToList()
                : [];
            reports.Add(new(rule.Name, matches, conditions, decides));
        }

        return reports;
    }

    static IEnumerable<(string Kind, string Words)> Effects(RoutingRule rule)
    {
        if (rule.IsAnalysed is { } analysed) yield return ("analyse", analysed ? "it is analysed" : "it is not analysed");
        if (rule.Models is { } models) yield return ("models", $"only these models are asked: {string.Join(", ", models)}");
        if (rule.Destinations is { } destinations) yield return ("destinations", $"results go to {string.Join(", ", destinations)} alone");
        if (rule.IsShadow is { } shadow) yield return ("shadow", shadow ? "results are sent nowhere" : "results are sent");
    }

    static List<ConditionReport> Report(RoutingRule rule, RoutingFacts facts)
    {
        var (when, conditions) = (rule.When, new List<ConditionReport>());
        if (when.CallingAe.Count > 0)
        {
            conditions.Add(new($"callingAe is {Or(when.CallingAe)}",
                facts.CallingAe is { } title ? when.CallingAe.Any(pattern => IsLike(pattern, title)) : null,
                facts.CallingAe ?? "not known"));
        }

        foreach (var condition in when.Tags)
        {
            var values = facts.ValuesOf(condition.Tag);
            conditions.Add(new($"{condition.Written} is {Or(condition.Patterns)}",
                values.Any(value => condition.Patterns.Any(pattern => IsLike(pattern, value))),
                values.Count == 0 ? "absent" : string.Join('\\', values)));
        }

        if (!when.AsksForFindings) return conditions;
        var asked = string.Join(", ", new[] { ("structure", when.Structures), ("side", when.Sides), ("status", when.Statuses) }
            .Where(part => part.Item2.Count > 0).Select(part => $"{part.Item1} {Or(part.Item2)}"));
        conditions.Add(new($"a finding has {asked}", facts.Findings?.Any(found => Has(when.Structures, found.Structure)
            && Has(when.Sides, found.Side) && Has(when.Statuses, found.Status)), facts.Findings is not { } findings ? "not analysed yet"
            : findings.Count == 0 ? "no finding"
            : string.Join("; ", findings.Select(found => $"{found.Structure ?? "no muscle"} {found.Side ?? "no side"} {found.Status}"))));
        return conditions;
    }

    static bool Has(IReadOnlyList<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Contains(value));

    static bool IsLike(string pattern, string value) => FileSystemName.MatchesSimpleExpression(pattern, value.Trim(), ignoreCase: true);

    static string Or(IReadOnlyList<string> values) => string.Join(" or ", values.Select(value => $"\"{value}\""));
}
