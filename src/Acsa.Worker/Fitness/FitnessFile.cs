using System.Text.Json;
using Acsa.Worker.Results;

namespace Acsa.Worker.Fitness;

/// <summary>What destinations take, in a file of the data folder: for the node's next start, and for <c>acsa status</c>.</summary>
static class FitnessFile
{
    public static void Write(string data, string node, IReadOnlyList<DestinationFitness> all)
    {
        var path = Path.Combine(data, $"destinations-{node}.json");
        File.WriteAllText(path + ".partial", ResultJson.WriteIndented(all));
        File.Move(path + ".partial", path, overwrite: true);
    }

    /// <summary>Of all nodes, the newest of each destination; a file that cannot be read is left out.</summary>
    public static IReadOnlyList<DestinationFitness> ReadAll(string data)
    {
        if (!Directory.Exists(data)) return [];
        var all = new List<DestinationFitness>();
        foreach (var file in Directory.GetFiles(data, "destinations-*.json"))
        {
            try
            {
                all.AddRange(ResultJson.Read<DestinationFitness[]>(File.ReadAllText(file)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
            {
                // Replaced at this moment, or of another version: it is asked anew.
            }
        }

        return [.. all.GroupBy(one => one.Destination, StringComparer.Ordinal).Select(same => same.MaxBy(one => one.At)!)];
    }
}
