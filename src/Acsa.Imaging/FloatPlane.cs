using System.Runtime.Intrinsics;

namespace Acsa.Imaging;

/// <summary>A plane of real values (probabilities, logits, unrounded grey levels), row by row from the top left.</summary>
public sealed class FloatPlane
{
    /// <summary>Wraps <paramref name="values"/>, which must hold exactly width × height values; the array is not copied.</summary>
    public FloatPlane(int width, int height, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (values.LongLength != (long)width * height)
            throw new ArgumentException($"A {width}×{height} plane needs {(long)width * height} values, not {values.LongLength}.",
                nameof(values));
        (Width, Height, Values) = (width, height, values);
    }

    /// <summary>A plane of zeros.</summary>
    public FloatPlane(int width, int height) : this(width, height, new float[checked(width * height)]) { }

    public int Width { get; }
    public int Height { get; }

    /// <summary>The values, index y × Width + x.</summary>
    public float[] Values { get; }

    public float this[int x, int y]
    {
        get => Values[y * Width + x];
        set => Values[y * Width + x] = value;
    }

    /// <summary>The mask of all values at or above <paramref name="threshold"/>; NaN is outside.</summary>
    public Mask AtLeast(float threshold)
    {
        var inside = GC.AllocateUninitializedArray<byte>(Values.Length);
        var i = 0;
        for (; i <= inside.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var (low, high) = (Vector256.Narrow(Compare(i), Compare(i + 8)), Vector256.Narrow(Compare(i + 16), Compare(i + 24)));
            (Vector256.Narrow(low, high).AsByte() & Vector256<byte>.One).CopyTo(inside, i);
        }

        for (; i < inside.Length; i++) inside[i] = Values[i] >= threshold ? (byte)1 : (byte)0;
        return new(Width, Height, inside);

        Vector256<int> Compare(int at) => Vector256.GreaterThanOrEqual(Vector256.Create(Values, at), Vector256.Create(threshold)).AsInt32();
    }
}
