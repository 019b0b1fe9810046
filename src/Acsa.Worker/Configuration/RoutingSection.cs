using Acsa.Imaging;
using Acsa.Worker.Routing;

namespace Acsa.Worker.Configuration;

/// <summary>Reads "routing".</summary>
static class RoutingSection
{
    const string Pattern = "a text, \"*\" for anything and \"?\" for a character";
    static readonly string[] Sides = ["left", "right"];
    static readonly string[] Statuses = ["measured", "review", "refused"];

    public static RoutingTable Read(JsonSection root, IReadOnlyList<DestinationConfiguration> destinations)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var known = destinations.Select(to => to.Name).ToHashSet(StringComparer.Ordinal);
        return new(root.Sections("routing", section => ReadRule(section, names, known)));
    }

    static RoutingRule ReadRule(JsonSection section, HashSet<string> names, HashSet<string> destinations)
    {
        var name = section.Text("name", ConfigurationRules.IsName, ConfigurationRules.Name);
        if (name.Length > 0 && !names.Add(name)) section.Fail("name", "a name that no other rule has");
        var rule = new RoutingRule(name, ReadCondition(section.Section("when")),
            Names(section, "models", _ => true, "the id of a model package"),
            Names(section, "destinations", destinations.Contains, "the name of a destination of this configuration"),
            section.Has("shadow") ? section.Flag("shadow", false) : null,
            section.Has("analyse") ? section.Flag("analyse", true) : null);
        if (!rule.IsForAnalysis && !rule.IsForDelivery) section.Fail("name", "an effect: analyse, models, destinations or shadow");
        if (rule.IsForAnalysis && rule.When.AsksForFindings)
            section.Fail("when", "callingAe and tags alone, as the rule decides about the analysis and its findings come later");
        if (rule is { IsShadow: true, Destinations: not null }) section.Fail("destinations", "none, as \"shadow\" sends nothing anywhere");
        if (rule is { IsAnalysed: false } && (rule.Models is not null || rule.IsForDelivery))
            section.Fail("analyse", "true, or no other effect, as there are no results without an analysis");
        return rule;
    }

    static RoutingCondition ReadCondition(JsonSection section)
    {
        var condition = new RoutingCondition(
            section.Texts("callingAe", IsSomething, Pattern), ReadTags(section.Section("tags")),
            section.Texts("structure", key => StructureTable.BuiltIn.Find(key) is not null, "the key of a muscle in structures.json"),
            section.Texts("side", Sides.Contains, "left or right"),
            section.Texts("status", Statuses.Contains, "measured, review or refused"));
        section.RefuseUnknown();
        return condition;
    }

    static List<TagCondition> ReadTags(JsonSection section)
    {
        var conditions = new List<TagCondition>();
        foreach (var key in section.Keys)
        {
            var patterns = section.Texts(key, IsSomething, Pattern);
            if (TagOf(key) is { } tag) conditions.Add(new(key, tag, patterns));
            else section.Fail(key, "a keyword such as StudyDescription, or (gggg,eeee)");
        }

        return conditions;
    }

    static DicomTag? TagOf(string key)
    {
        try
        {
            return key.Contains(',', StringComparison.Ordinal) ? DicomTag.Parse(key) : DicomDictionary.Default[key];
        }
        catch (Exception error) when (error is DicomException or FormatException)
        {
            return null;
        }
    }

    static HashSet<string>? Names(JsonSection section, string key, Func<string, bool> isKnown, string expected)
    {
        if (!section.Has(key)) return null;
        var names = section.Texts(key, name => ConfigurationRules.IsName(name) && isKnown(name), expected);
        if (section.IsEmptyList(key)) section.Fail(key, "at least one: " + expected);
        return [.. names];
    }

    static bool IsSomething(string text) => text.Length is > 0 and <= 1024;
}
