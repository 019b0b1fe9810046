using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging;

/// <summary>A rendered frame as bytes.</summary>
public sealed class RawImage : IImage
{
    private readonly int[] _pixels;

    internal RawImage(int width, int height, int[] pixels) => (Width, Height, _pixels) = (width, height, pixels);

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public T As<T>()
    {
        if (typeof(T) != typeof(byte[])) throw new DicomImagingException($"A rendered frame is given as byte[], not as {typeof(T).Name}.");
        var bytes = new byte[4 * _pixels.Length];
        for (var i = 0; i < _pixels.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), _pixels[i]);
        return (T)(object)bytes;
    }

    /// <inheritdoc/>
    public IImage Clone() => new RawImage(Width, Height, (int[])_pixels.Clone());

    /// <inheritdoc/>
    public Color32 GetPixel(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, Width);
        var pixel = _pixels[y * Width + x];
        return new Color32((byte)(pixel >> 24), (byte)(pixel >> 16), (byte)(pixel >> 8), (byte)pixel);
    }

    /// <summary>Releases nothing: the pixels are managed memory.</summary>
    public void Dispose()
    {
    }
}
