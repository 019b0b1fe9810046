using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>Which execution provider got a node of the graph. The managed package has no such type.</summary>
/// <remarks>
/// Nodes that a provider rewrites to its own layout are missing from the record in ONNX Runtime 1.30 (all convolutions, on WebGPU);
/// a profile of a run tells where those went.
/// </remarks>
/// <param name="Provider">For example CPUExecutionProvider.</param>
/// <param name="Node">Name of the node; may be empty.</param>
/// <param name="Domain">Operator domain; empty or ai.onnx for the standard one.</param>
/// <param name="OperatorType">For example Conv.</param>
public sealed unsafe record NodeAssignment(string Provider, string Node, string Domain, string OperatorType)
{
    const string RecordKey = "session.record_ep_graph_assignment_info";

    /// <summary>Makes sessions created with these options remember where their nodes went.</summary>
    public static void Record(SessionOptions options)
    {
        OrtApi.Instance.Require(24, "record of node assignment");
        options.AddSessionConfigEntry(RecordKey, "1");
    }

    /// <summary>Where the nodes of a session went.</summary>
    /// <exception cref="OnnxRuntimeException">The session's options did not ask for it with <see cref="Record"/>.</exception>
    public static IReadOnlyList<NodeAssignment> Of(InferenceSession session)
    {
        var api = OrtApi.Instance;
        api.Require(24, "record of node assignment");
        using var owner = new Lease(session.Handle);
        nint* subgraphs;
        nuint count;
        api.Check(api.SessionGetEpGraphAssignmentInfo(owner.Pointer, &subgraphs, &count));
        var assignments = new List<NodeAssignment>();
        for (nuint i = 0; i < count; i++)
        {
            var provider = Text(subgraphs[i], api.EpAssignedSubgraphGetEpName);
            nint* nodes;
            nuint nodeCount;
            api.Check(api.EpAssignedSubgraphGetNodes(subgraphs[i], &nodes, &nodeCount));
            for (nuint k = 0; k < nodeCount; k++)
            {
                assignments.Add(new NodeAssignment(
                    provider,
                    Text(nodes[k], api.EpAssignedNodeGetName),
                    Text(nodes[k], api.EpAssignedNodeGetDomain),
                    Text(nodes[k], api.EpAssignedNodeGetOperatorType)));
            }
        }

        return assignments;
    }

    static string Text(nint of, delegate* unmanaged<nint, nint*, nint> read)
    {
        nint text;
        OrtApi.Instance.Check(read(of, &text));
        return Marshal.PtrToStringUTF8(text) ?? "";
    }
}
