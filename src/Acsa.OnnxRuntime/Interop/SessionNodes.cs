using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Tensors;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>Reads names and types of a session's inputs or outputs.</summary>
static unsafe class SessionNodes
{
    // A model has a handful of inputs; more than this is not a count.
    const int MaximumCount = 65536;

    public static (string[] Names, Dictionary<string, NodeMetadata> Metadata) Inputs(SessionHandle handle)
    {
        var api = OrtApi.Instance;
        return Read(handle, api.SessionGetInputCount, api.SessionGetInputName, api.SessionGetInputTypeInfo);
    }

    public static (string[] Names, Dictionary<string, NodeMetadata> Metadata) Outputs(SessionHandle handle)
    {
        var api = OrtApi.Instance;
        return Read(handle, api.SessionGetOutputCount, api.SessionGetOutputName, api.SessionGetOutputTypeInfo);
    }

    static (string[] Names, Dictionary<string, NodeMetadata> Metadata) Read(
        SessionHandle handle,
        delegate* unmanaged<nint, nuint*, nint> readCount,
        delegate* unmanaged<nint, nuint, nint, nint*, nint> readName,
        delegate* unmanaged<nint, nuint, nint*, nint> readType)
    {
        var api = OrtApi.Instance;
        using var session = new Lease(handle);
        nuint count;
        api.Check(readCount(session.Pointer, &count));
        if (count > MaximumCount) throw new OnnxRuntimeException(OrtErrorCode.Fail, $"The model claims {count} inputs or outputs.");

        var names = new string[(int)count];
        var metadata = new Dictionary<string, NodeMetadata>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            nint name;
            api.Check(readName(session.Pointer, (nuint)i, api.DefaultAllocator, &name));
            names[i] = api.TakeString(name) ?? "";
            nint type;
            api.Check(readType(session.Pointer, (nuint)i, &type));
            try
            {
                metadata[names[i]] = ReadType(type);
            }
            finally
            {
                api.ReleaseTypeInfo(type);
            }
        }

        return (names, metadata);
    }

    static NodeMetadata ReadType(nint type)
    {
        var api = OrtApi.Instance;
        OnnxValueType kind;
        api.Check(api.GetOnnxTypeFromTypeInfo(type, &kind));
        if (kind is not (OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR))
            return new NodeMetadata(kind, TensorElementType.DataTypeMax, [], []);

        nint tensor;
        api.Check(api.CastTypeInfoToTensorInfo(type, &tensor));
        TensorElementType element;
        api.Check(api.GetTensorElementType(tensor, &element));
        nuint rank;
        api.Check(api.GetDimensionsCount(tensor, &rank));
        var sizes = new long[checked((int)rank)];
        var symbols = new nint[sizes.Length];
        fixed (long* first = sizes) api.Check(api.GetDimensions(tensor, first, rank));
        fixed (nint* first = symbols) api.Check(api.GetSymbolicDimensions(tensor, first, rank));
        return new NodeMetadata(
            kind,
            element,
            Array.ConvertAll(sizes, size => checked((int)size)),
            Array.ConvertAll(symbols, symbol => Marshal.PtrToStringUTF8(symbol) ?? ""));
    }
}
