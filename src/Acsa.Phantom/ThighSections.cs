using System.Text.Json;

namespace Acsa.Phantom;

/// <summary>The real sections that phantoms take their shapes from.</summary>
internal static class ThighSections
{
    private static readonly Lazy<ThighSection[]> All = new(Read);

    /// <summary>The sections through the middle of <paramref name="structure"/>, always in the same order.</summary>
    public static ThighSection[] Of(PhantomStructure structure) => [.. All.Value.Where(s => s.Structure == structure)];

    private static ThighSection[] Read()
    {
        using var stream = typeof(ThighSections).Assembly.GetManifestResourceStream("thigh-sections.json")
            ?? throw new InvalidOperationException("thigh-sections.json is missing from the assembly.");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("sections").EnumerateArray().Select(section => new ThighSection(
            section.GetProperty("structure").GetString() == "rectus-femoris" ? PhantomStructure.RectusFemoris
                : PhantomStructure.VastusLateralis,
            Line(section.GetProperty("muscle")),
            [.. section.GetProperty("neighbours").EnumerateArray().Select(Line)]))];
    }

    /// <summary>The file has millimetres.</summary>
    private static (double A, double B)[] Line(JsonElement points) =>
        [.. points.EnumerateArray().Select(point => (point[0].GetDouble() / 10, point[1].GetDouble() / 10))];
}
