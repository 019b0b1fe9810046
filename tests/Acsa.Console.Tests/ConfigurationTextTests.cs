using System.Text.Json.Nodes;
using Acsa.Worker.Configuration;

namespace Acsa.WebConsole.Tests;

public sealed class ConfigurationTextTests
{
    static readonly JsonObject Item = new() { ["aeTitle"] = "ÜS \"1\"", ["host"] = "10.0.0.5" };

    [Theory]
    [InlineData("""{ "data": "d", "scanners": [ { "aeTitle": "A" } ] }""", 2)]
    [InlineData("""{ "data": "d", "scanners": [ { "aeTitle": "A" }, /* last */ ], }""", 2)]
    [InlineData("""{ "scanners": [], "data": "d" }""", 1)]
    [InlineData("""{ "scanners": [ ], }""", 1)]
    [InlineData("""{ "data": "d" }""", 1)]
    [InlineData("""{ "data": { "scanners": [ 1 ] }, }""", 1)]
    [InlineData("""{ }""", 1)]
    [InlineData("{ // here \"scanners\": [\n \"scanners\": [ // ] not the end\n { \"aeTitle\": \"]\" } // }\n ] }", 2)]
    public void Adds_an_item_and_keeps_the_rest_as_it_is_written(string text, int count)
    {
        var added = ConfigurationText.Add(text, "scanners", Item);
        var items = ConfigurationText.Items(added, "scanners");
        Assert.Equal(count, items.Count);
        Assert.True(JsonNode.DeepEquals(Item, items[^1]), added);
        foreach (var comment in new[] { "/* last */", "// ] not the end", "// here" })
            Assert.Equal(text.Contains(comment, StringComparison.Ordinal), added.Contains(comment, StringComparison.Ordinal));
    }

    [Fact]
    public void Replaces_and_removes_any_item_of_a_list()
    {
        const string Text = "{ \"scanners\": [\n  { \"aeTitle\": \"A\" }, // first\n  { \"aeTitle\": \"B\" },\n  { \"aeTitle\": \"C\" }\n] /* end */ }";
        for (var i = 0; i < 3; i++)
        {
            var replaced = ConfigurationText.Replace(Text, "scanners", i, Item);
            Assert.True(JsonNode.DeepEquals(Item, ConfigurationText.Items(replaced, "scanners")[i]), replaced);
            Assert.Equal(3, ConfigurationText.Items(replaced, "scanners").Count);
            var removed = ConfigurationText.Remove(Text, "scanners", i);
            Assert.Equal(new[] { "A", "B", "C" }.Where((_, index) => index != i), ConfigurationText.Items(removed, "scanners")
                .Select(item => item["aeTitle"]!.GetValue<string>()));
            Assert.Contains("/* end */", removed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Adding_and_removing_at_random_keeps_a_list_that_the_configuration_reads()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var text = "// top\n{ \"data\": \"d\", }";
        var expected = new List<string>();
        for (var step = 0; step < 300; step++)
        {
            if (expected.Count > 0 && random.Next(2) == 0)
            {
                var index = random.Next(expected.Count);
                (text, _) = (ConfigurationText.Remove(text, "scanners", index), expected.Remove(expected[index]));
            }
            else
            {
                expected.Add($"S{step}");
                text = ConfigurationText.Add(text, "scanners", new JsonObject { ["aeTitle"] = $"S{step}" });
            }

            var read = ConfigurationFile.Parse(text, "acsa.json", Path.GetTempPath()).Scanners.Select(scanner => scanner.AeTitle);
            Assert.True(expected.SequenceEqual(read), $"seed {seed}: step {step}: {text}");
        }
    }
}
