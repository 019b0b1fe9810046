namespace Acsa.Segmentation;

/// <summary>How much of a model's graph a provider got: of the nodes with weights where there are such, of all nodes otherwise.</summary>
readonly record struct NodeShare(int OnProvider, int Total)
{
    // Nodes that carry a network's weights and nearly all of its arithmetic. Providers and optimisers rename them by prefix and fusion
    // (FusedConv, NhwcConv, ConvTransposeWithDynamicPads …), therefore the search for a part of the name.
    static readonly string[] Weighted = ["Conv", "Gemm", "MatMul", "LSTM", "GRU", "Attention"];

    /// <summary>A provider is in use when it got every node that counts; shape arithmetic may stay on the processor.</summary>
    public bool IsWhole => Total > 0 && OnProvider == Total;

#if ACSA_ONNX_STACK
    /// <summary>Makes a GPU session remember which provider got which node.</summary>
    public static void Record(SessionOptions options) => NodeAssignment.Record(options);

    public static NodeShare Of(InferenceSession session, string provider)
    {
        var nodes = NodeAssignment.Of(session);
        var counted = nodes.Where(node => Weighted.Any(part => node.OperatorType.Contains(part, StringComparison.OrdinalIgnoreCase))).ToList();
        // Where a provider compiles its part of the graph into one node, that node's name says nothing of its content.
        if (counted.Count == 0) counted = [.. nodes];
        return new NodeShare(counted.Count(node => node.Provider == provider), counted.Count);
    }
#else
    // The managed package does not tell where nodes went. A GPU session may not fall back instead: if it opens, all its nodes are there.
    public static void Record(SessionOptions options) => options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");

    public static NodeShare Of(InferenceSession session, string provider) => new(1, 1);
#endif
}
