using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Measurement.Tests;

/// <summary>docs/quality.md prints the rules and limits that the code has.</summary>
public sealed class QualityDocumentTests
{
    private static readonly string s_document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "quality.md"))
        .ReplaceLineEndings("\n");

    [Fact]
    public void The_table_of_rules_is_that_of_the_code() => AssertHolds(
        "| flag | raised when | verdict |\n|---|---|---|\n", QualityRules.All.Select(rule =>
            $"| {rule.Name} | {rule.RaisedWhen} | {rule.Verdict.ToString().ToLowerInvariant()} |\n"));

    [Fact]
    public void The_table_of_limits_is_that_of_the_structures() => AssertHolds(
        "| muscle | area, cm² | thickness, cm | ratio of axes |\n|---|---|---|---|\n",
        StructureTable.BuiltIn.Structures.Where(structure => structure.Plausible is not null).Select(structure => string.Create(
            CultureInfo.InvariantCulture,
            $"| {structure.Name} | {Text(structure.Plausible!.AreaCm2)} | {Text(structure.Plausible.ThicknessCm)} | {Text(structure.Plausible.Aspect)} |\n")));

    [Fact]
    public void The_version_is_that_of_the_code() => Assert.Contains($"**{QualityRules.Version}**", s_document);

    private static string Text(Bounds bounds) => string.Create(CultureInfo.InvariantCulture, $"{bounds.Low:0.##} to {bounds.High:0.##}");

    private static void AssertHolds(string head, IEnumerable<string> rows)
    {
        var table = head + string.Concat(rows);
        Assert.True(s_document.Contains(table + "\n", StringComparison.Ordinal), "docs/quality.md has to hold:\n" + table);
    }
}
