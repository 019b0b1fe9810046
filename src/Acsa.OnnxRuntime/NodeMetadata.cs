using Acsa.OnnxRuntime.Tensors;

namespace Acsa.OnnxRuntime;

/// <summary>What a model says of one input or output.</summary>
public sealed class NodeMetadata
{
    internal NodeMetadata(OnnxValueType type, TensorElementType elementType, int[] dimensions, string[] symbolicDimensions) =>
        (OnnxValueType, ElementDataType, Dimensions, SymbolicDimensions) = (type, elementType, dimensions, symbolicDimensions);

    public OnnxValueType OnnxValueType { get; }

    /// <summary>Sizes of a tensor, −1 where free.</summary>
    public int[] Dimensions { get; }

    /// <summary>Names of the free sizes, empty where there is none.</summary>
    public string[] SymbolicDimensions { get; }

    public TensorElementType ElementDataType { get; }

    /// <summary>.NET type of a tensor's elements; <see cref="object"/> where there is none.</summary>
    public Type ElementType => Interop.ElementTypes.ToType(ElementDataType);

    public bool IsTensor => OnnxValueType is OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR;
    public bool IsString => ElementDataType == TensorElementType.String;
}
