using Acsa.OnnxRuntime.Tensors;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>.NET types beside tensor element types.</summary>
static class ElementTypes
{
    static readonly (TensorElementType Element, Type Type)[] Pairs =
    [
        (TensorElementType.Float, typeof(float)),
        (TensorElementType.UInt8, typeof(byte)),
        (TensorElementType.Int8, typeof(sbyte)),
        (TensorElementType.UInt16, typeof(ushort)),
        (TensorElementType.Int16, typeof(short)),
        (TensorElementType.Int32, typeof(int)),
        (TensorElementType.Int64, typeof(long)),
        (TensorElementType.String, typeof(string)),
        (TensorElementType.Bool, typeof(bool)),
        (TensorElementType.Float16, typeof(Half)),
        (TensorElementType.Double, typeof(double)),
        (TensorElementType.UInt32, typeof(uint)),
        (TensorElementType.UInt64, typeof(ulong)),
    ];

    public static Type ToType(TensorElementType element)
    {
        foreach (var pair in Pairs)
            if (pair.Element == element) return pair.Type;
        return typeof(object);
    }

    /// <exception cref="NotSupportedException">No tensor holds this type.</exception>
    public static TensorElementType Of<T>()
    {
        foreach (var pair in Pairs)
            if (pair.Type == typeof(T)) return pair.Element;
        throw new NotSupportedException($"A tensor cannot hold {typeof(T).Name}.");
    }
}
