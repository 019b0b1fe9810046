namespace Acsa.Segmentation;

/// <summary>
/// Whether an ONNX file leaves weights to other files. Their bytes would be in nobody's hash, and which file is taken would depend on the
/// folder that the process runs in.
/// </summary>
static class OnnxWeights
{
    /// <summary>What is said of such a file.</summary>
    public const string Refusal =
        "leaves weights to other files (external data), expected all of them in this one, whose hash the manifest states.";

    const int Varint = 0;
    const int EightBytes = 1;
    const int Counted = 2;
    const int GroupStart = 3;
    const int GroupEnd = 4;
    const int FourBytes = 5;

    // A graph in a branch in a graph …: what is nested deeper than 100 messages protobuf does not read.
    const int Deepest = 100;

    enum Message { Model, Graph, Node, Attribute, Tensor, Sparse, Function }

    /// <summary>Looks through all tensors of a model; false where the file is no ONNX at all, which is for the runtime to say.</summary>
    public static bool AreElsewhere(ReadOnlySpan<byte> model) => Look(model, Message.Model, Deepest);

    // The fields of onnx.proto that lead to tensors.
    static Message? Within(Message message, ulong field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 25) => Message.Function,
        (Message.Function, 7) or (Message.Graph, 1) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Graph, 15) => Message.Sparse,
        (Message.Node, 5) => Message.Attribute,
        (Message.Attribute, 5 or 10) => Message.Tensor,
        (Message.Attribute, 6 or 11) => Message.Graph,
        (Message.Attribute, 22 or 23) => Message.Sparse,
        (Message.Sparse, 1 or 2) => Message.Tensor,
        _ => null,
    };

    static bool Look(ReadOnlySpan<byte> bytes, Message message, int depth)
    {
        while (TryNumber(ref bytes, out var key))
        {
            var (field, kind) = (key >> 3, (int)(key & 7));
            if (kind == Varint)
            {
                if (!TryNumber(ref bytes, out var value)) return false;
                // TensorProto.data_location: 1 is EXTERNAL.
                if (message == Message.Tensor && field == 14 && value == 1) return true;
                continue;
            }

            // No field of ONNX is a group, and a reader steps over those that it does not know: nothing hides behind or in one.
            if (kind is GroupStart or GroupEnd) continue;
            ulong length = kind switch { EightBytes => 8, FourBytes => 4, _ => 0 };
            if (kind == Counted ? !TryNumber(ref bytes, out length) : length == 0) return false;
            if (length > (ulong)bytes.Length) return false;
            // TensorProto.external_data: where the weights are.
            if (message == Message.Tensor && field == 13) return true;
            if (kind == Counted && depth > 0 && Within(message, field) is { } inner && Look(bytes[..(int)length], inner, depth - 1))
                return true;
            bytes = bytes[(int)length..];
        }

        return false;
    }

    static bool TryNumber(ref ReadOnlySpan<byte> bytes, out ulong number)
    {
        number = 0;
        for (var i = 0; i < Math.Min(bytes.Length, 10); i++)
        {
            number |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return true;
        }

        return false;
    }
}
