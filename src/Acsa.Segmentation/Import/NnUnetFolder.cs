using System.Globalization;
using System.Text.Json;

namespace Acsa.Segmentation;

/// <summary>Reads what nnU-Net 2's plans.json and dataset.json state of a 2D configuration.</summary>
static class NnUnetFolder
{
    public const string Kind = "nnunet-2d";

    /// <exception cref="ModelPackageException">The plans ask for what the node does not do; the message names file and key.</exception>
    public static void Describe(string folder, ImportStatements statements)
    {
        var plans = Path.Combine(folder, "plans.json");
        var plan = Read(plans, "configurations", "2d");
        var patch = Numbers(plan, plans, "patch_size");
        if (patch.Length != 2) throw Refusal(plans, "patch_size", "two numbers, height and width");
        statements.Default("input.height", ((int)patch[0]).ToString(CultureInfo.InvariantCulture));
        statements.Default("input.width", ((int)patch[1]).ToString(CultureInfo.InvariantCulture));
        // Any other spacing asks for resampling by the pixel size, which a natural image (PNG) does not have.
        if (!Numbers(plan, plans, "spacing").All(size => size == 1))
            throw Refusal(plans, "spacing", "[1.0, 1.0], images without a pixel size");
        var schemes = Texts(plan, plans, "normalization_schemes").Distinct().ToArray();
        statements.Default("input.scaling", schemes switch
        {
            ["ZScoreNormalization"] => "zscore",
            ["RescaleTo01Normalization"] or ["RGBTo01Normalization"] => "unit",
            _ => throw Refusal(plans, "normalization_schemes", "ZScoreNormalization or RGBTo01Normalization"),
        });
        if (plan.TryGetProperty("use_mask_for_norm", out var masks)
            && (masks.ValueKind != JsonValueKind.Array || masks.EnumerateArray().Any(use => use.ValueKind == JsonValueKind.True)))
            throw Refusal(plans, "use_mask_for_norm", "a list of false");
        DescribeLabels(Path.Combine(folder, "dataset.json"), statements);
    }

    static void DescribeLabels(string dataset, ImportStatements statements)
    {
        var labels = Read(dataset, "labels");
        if (labels.ValueKind != JsonValueKind.Object
            || labels.EnumerateObject().Any(label => label.Value.ValueKind != JsonValueKind.Number || !label.Value.TryGetInt32(out _)))
            throw Refusal(dataset, "labels", "one whole number each; regions are not supported");
        var names = labels.EnumerateObject().OrderBy(label => label.Value.GetInt32()).ToArray();
        for (var i = 0; i < names.Length; i++)
            if (names[i].Value.GetInt32() != i) throw Refusal(dataset, "labels", "the numbers 0, 1, 2 … without gaps");
        statements.Default("output.classes", string.Join(',', names.Select(label => label.Name)));
    }

    static JsonElement Read(string path, params string[] keys)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > Limits.DescriptionBytes) throw Refusal(path, "its length", $"at most {Limits.DescriptionBytes} bytes");
            using var document = JsonDocument.Parse(file);
            var at = document.RootElement;
            foreach (var key in keys)
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(key, out at))
                    throw Refusal(path, string.Join('.', keys), "that key");
            return at.Clone();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModelPackageException($"{path}: cannot be read: {problem.Message}", problem);
        }
    }

    static double[] Numbers(JsonElement plan, string file, string key) =>
        plan.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number)
            ? [.. list.EnumerateArray().Select(item => item.GetDouble())]
            : throw Refusal(file, key, "a list of numbers");

    static string[] Texts(JsonElement plan, string file, string key) =>
        plan.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw Refusal(file, key, "a list of names");

    static ModelPackageException Refusal(string file, string key, string expected) => new($"{file}: {key} is not as expected: {expected}.");
}
