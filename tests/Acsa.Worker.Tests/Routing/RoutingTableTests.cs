using Acsa.Worker.Configuration;
using Acsa.Worker.Routing;

namespace Acsa.Worker.Tests.Routing;

public sealed class RoutingTableTests
{
    const string Destinations =
        """ "destinations": [ { "name": "pacs", "aeTitle": "P", "host": "h" }, { "name": "research", "aeTitle": "R", "host": "r" } ]""";

    [Fact]
    public void Without_rules_everything_is_analysed_and_goes_everywhere()
    {
        var route = RoutingTable.Empty.Decide(Facts("US1"));
        Assert.True(route.IsAnalysed && route.GoesTo("pacs") && route.Models is null);
    }

    [Theory]
    [InlineData("US7", true)]
    [InlineData("us7", true)]
    [InlineData("US70", false)]
    [InlineData("TRIAL-3", true)]
    [InlineData("", false)]
    public void A_caller_is_known_by_patterns_of_its_title(string title, bool matches) => Assert.Equal(!matches,
        Table("""[ { "name": "r", "when": { "callingAe": ["US7", "TRIAL-?"] }, "shadow": true } ]""").Decide(Facts(title)).GoesTo("pacs"));

    [Theory]
    [InlineData("Quadriceps trial 4", true)]
    [InlineData("TRIAL", true)]
    [InlineData("tria", false)]
    [InlineData(null, false)]
    public void An_attribute_is_like_a_pattern_or_absent(string? value, bool matches)
    {
        foreach (var key in new[] { "StudyDescription", "(0008,1030)", "0008,1030" })
        {
            var table = Table($$"""[ { "name": "r", "when": { "tags": { "{{key}}": "*trial*" } }, "analyse": false } ]""");
            Assert.Equal(!matches, table.Decide(Facts("US1", value is null ? [] : [("0008,1030", value)])).IsAnalysed);
        }
    }

    [Fact]
    public void All_conditions_of_a_rule_have_to_hold()
    {
        var table = Table("""[ { "name": "r", "when": { "callingAe": "US1", "tags": { "Manufacturer": "ACME", "StationName": "A*" } }, "shadow": true } ]""");
        Assert.True(table.Decide(Facts("US1", [("0008,0070", "ACME"), ("0008,1010", "A1")])).IsShadow);
        Assert.False(table.Decide(Facts("US2", [("0008,0070", "ACME"), ("0008,1010", "A1")])).IsShadow);
        Assert.False(table.Decide(Facts("US1", [("0008,0070", "ACME")])).IsShadow);
    }

    [Fact]
    public void Findings_are_asked_for_as_a_whole()
    {
        var table = Table("""[ { "name": "r", "when": { "structure": "rectus-femoris", "side": "left", "status": ["review", "refused"] }, "destinations": "research" } ]""");
        Assert.Equal(["research"], table.Decide(Facts("US1", [], new FoundFact("rectus-femoris", "left", "review"))).Destinations!);
        // Each part is there, but of different findings.
        Assert.Null(table.Decide(Facts("US1", [], new("rectus-femoris", "left", "measured"), new("vastus-lateralis", "left", "review")))
            .Destinations);
        Assert.Null(table.Decide(Facts("US1")).Destinations);
    }

    [Fact]
    public void For_each_effect_the_first_rule_that_states_it_counts()
    {
        var table = Table("""
            [ { "name": "exception", "when": { "callingAe": "US2" }, "shadow": false },
              { "name": "models", "when": { "callingAe": "US*" }, "models": ["m1"] },
              { "name": "all", "shadow": true },
              { "name": "late", "models": ["m2"], "destinations": "research" } ]
            """);
        var (first, second) = (table.Decide(Facts("US1")), table.Decide(Facts("US2")));
        Assert.True(first.IsShadow && !first.GoesTo("research"));
        Assert.Contains("\"all\"", Assert.Single(first.Words), StringComparison.Ordinal);
        Assert.True(second.GoesTo("research") && !second.GoesTo("pacs"));
        Assert.Equal(["m1"], second.Models!);
        Assert.Equal(["m1", "m2"], table.Models.Order());
        Assert.Equal(["m2"], table.Decide(Facts("CT")).Models!);
    }

    [Fact]
    public void The_tester_says_what_matched_and_what_was_found_instead()
    {
        var table = Table("""
            [ { "name": "scanner", "when": { "callingAe": "US9", "tags": { "Manufacturer": "ACME" } }, "shadow": true },
              { "name": "unsure", "when": { "status": "review" }, "destinations": "research" }, { "name": "rest", "destinations": "pacs" } ]
            """);
        var reports = table.Explain(new("US1", _ => ["OTHER"], null));
        Assert.Equal([false, null, true], reports.Select(report => report.Matches));
        Assert.Equal([(false, "US1"), (false, "OTHER")],
            reports[0].Conditions.Select(condition => (condition.IsMet!.Value, condition.Found)));
        Assert.Equal("results go to pacs alone", Assert.Single(reports[2].Decides));
    }

    [Theory]
    [InlineData("""[ { "name": "r", "when": { "tags": { "NoSuchTag": "x" } }, "shadow": true } ]""", "$.routing[0].when.tags.NoSuchTag")]
    [InlineData("""[ { "name": "r", "when": { "status": "review" }, "analyse": false } ]""", "$.routing[0].when")]
    [InlineData("""[ { "name": "r", "when": { "structure": "biceps-of-nobody" }, "shadow": true } ]""", "$.routing[0].when.structure")]
    [InlineData("""[ { "name": "r", "destinations": ["elsewhere"] } ]""", "$.routing[0].destinations[0]")]
    [InlineData("""[ { "name": "r", "destinations": [] } ]""", "$.routing[0].destinations")]
    [InlineData("""[ { "name": "r", "destinations": "pacs", "shadow": true } ]""", "$.routing[0].destinations")]
    [InlineData("""[ { "name": "r" } ]""", "$.routing[0].name")]
    [InlineData("""[ { "name": "r", "shadow": true }, { "name": "r", "shadow": true } ]""", "$.routing[1].name")]
    [InlineData("""[ { "name": "r", "when": { "caller": "x" }, "shadow": true } ]""", "$.routing[0].when.caller")]
    public void A_rule_that_cannot_be_meant_is_refused(string rules, string path) =>
        Assert.Contains(Assert.Throws<ConfigurationException>(() => Table(rules)).Errors, error => error.Path == path);

    [Fact]
    public void Rules_change_while_the_node_runs_unless_they_name_a_model_that_was_not_opened()
    {
        var live = new LiveConfiguration(Configuration("""[ { "name": "r", "models": ["m1"] } ]"""));
        live.Take(Configuration("""[ { "name": "other", "when": { "callingAe": "US1" }, "models": ["m1"], "shadow": true } ]"""));
        Assert.Equal("other", Assert.Single(live.Current.Routing.Rules).Name);
        live.Take(Configuration("""[ { "name": "third", "models": ["m2"] } ]"""));
        Assert.Equal("other", Assert.Single(live.Current.Routing.Rules).Name);
    }

    static RoutingTable Table(string rules) => Configuration(rules).Routing;

    static NodeConfiguration Configuration(string rules) =>
        ConfigurationFile.Parse($$"""{ "data": "d", {{Destinations}}, "routing": {{rules}} }""", "acsa.json", "/srv",
            EnvironmentOverrides.Of());

    static RoutingFacts Facts(string caller, (string Tag, string Value)[]? values = null, params FoundFact[] findings) => new(
        caller, tag => [.. (values ?? []).Where(value => DicomTag.Parse(value.Tag) == tag).Select(value => value.Value)], findings);
}
