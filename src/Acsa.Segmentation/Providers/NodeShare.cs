using System.Text.Json;

namespace Acsa.Segmentation;

/// <summary>How much of a model a provider ran: of the nodes with weights where there are such, of all nodes otherwise.</summary>
/// <remarks>
/// Counted in ONNX Runtime's profile of a run. Its record of the graph's assignment would not do: nodes whose layout a provider changes
/// (all convolutions on WebGPU) are missing there (docs/decisions/060-gpu-in-use.md).
/// </remarks>
readonly record struct NodeShare(int OnProvider, int Total)
{
    // Nodes that carry a network's weights and nearly all of its arithmetic. Providers and optimisers rename them by prefix and fusion
    // (FusedConv, NhwcConv, ConvTransposeWithDynamicPads …), therefore the search for a part of the name.
    static readonly string[] Weighted = ["Conv", "Gemm", "MatMul", "LSTM", "GRU", "Attention"];

    /// <summary>A provider is in use when it ran every node that counts; shape arithmetic may stay on the processor.</summary>
    public bool IsWhole => Total > 0 && OnProvider == Total;

    /// <summary>Reads a profile: a JSON list of events, of which those of category Node name operator and provider.</summary>
    public static NodeShare FromProfile(string file, string provider)
    {
        using var profile = JsonDocument.Parse(File.ReadAllBytes(file));
        var nodes = profile.RootElement.EnumerateArray()
            .Where(entry => Text(entry, "cat") == "Node" && entry.TryGetProperty("args", out _))
            .Select(entry => entry.GetProperty("args"))
            .Select(detail => (Operator: Text(detail, "op_name") ?? "", Provider: Text(detail, "provider")))
            .Where(node => node.Provider is not null)
            .ToList();
        var counted = nodes.Where(node => Weighted.Any(part => node.Operator.Contains(part, StringComparison.OrdinalIgnoreCase))).ToList();
        // Where a provider compiles its part of the graph into one node, that node's name says nothing of its content.
        if (counted.Count == 0) counted = nodes;
        return new NodeShare(counted.Count(node => node.Provider == provider), counted.Count);
    }

    static string? Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
