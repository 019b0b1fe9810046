using Acsa.OnnxRuntime.Interop;
using Acsa.OnnxRuntime.Tensors;

namespace Acsa.OnnxRuntime;

/// <summary>Element type and shape of a tensor.</summary>
public readonly unsafe struct OrtTensorTypeAndShapeInfo
{
    internal OrtTensorTypeAndShapeInfo(nint info)
    {
        var api = OrtApi.Instance;
        TensorElementType type;
        api.Check(api.GetTensorElementType(info, &type));
        nuint rank;
        api.Check(api.GetDimensionsCount(info, &rank));
        var shape = new long[checked((int)rank)];
        fixed (long* first = shape) api.Check(api.GetDimensions(info, first, rank));
        nuint count;
        api.Check(api.GetTensorShapeElementCount(info, &count));
        (ElementDataType, Shape, ElementCount) = (type, shape, checked((long)count));
    }

    public TensorElementType ElementDataType { get; }
    public bool IsString => ElementDataType == TensorElementType.String;
    public long ElementCount { get; }
    public int DimensionsCount => Shape.Length;
    public long[] Shape { get; }
}
