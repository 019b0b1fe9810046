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
            throw new ArgumentException($"A {width}×{height} plane needs {(long)width * height} values, not {values.LongLength}.", nameof(values));
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
        var inside = new byte[Values.Length];
        for (var i = 0; i < inside.Length; i++) inside[i] = Values[i] >= threshold ? (byte)1 : (byte)0;
        return new(Width, Height, inside);
    }
}
