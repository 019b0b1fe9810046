using System.Text.Json;
using Acsa.Worker.Results;

namespace Acsa.Worker.Health;

/// <summary>What the running node last found out about its models, in a file for <c>acsa status</c>, which is another process.</summary>
static class ModelStatusFile
{
    /// <summary>One for each node of the data folder.</summary>
    public static void Write(string data, string node, NodeModels models)
    {
        var path = Path.Combine(data, $"models-{node}.json");
        var partial = path + ".partial";
        File.WriteAllText(partial, ResultJson.WriteIndented(models));
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Those of all nodes, by their names; a file that cannot be read is left out.</summary>
    public static IReadOnlyList<(string Node, NodeModels Models)> ReadAll(string data)
    {
        if (!Directory.Exists(data)) return [];
        var all = new List<(string, NodeModels)>();
        foreach (var file in Directory.GetFiles(data, "models-*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                all.Add((Path.GetFileNameWithoutExtension(file)["models-".Length..], ResultJson.Read<NodeModels>(File.ReadAllText(file))));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
            {
                // Replaced at this moment, or of another version: the next call shows it.
            }
        }

        return all;
    }
}
