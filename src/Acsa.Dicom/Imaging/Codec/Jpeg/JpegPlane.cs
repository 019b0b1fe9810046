using System.Buffers;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// The samples of one component at its own resolution, on rented memory padded to whole MCUs. <see cref="Width"/> × <see cref="Height"/>
/// are
/// the samples that count (ITU-T T.81 A.1.1). Eight-bit samples lie in <see cref="Bytes"/>, wider ones in <see cref="Words"/>.
/// </summary>
internal sealed class JpegPlane : IDisposable
{
    public JpegPlane(JpegFrameHeader frame, JpegComponent component, int unit)
    {
        Width = DivideUp(frame.Width * component.Horizontal, frame.MaxHorizontal);
        Height = DivideUp(frame.Height * component.Vertical, frame.MaxVertical);
        Stride = DivideUp(frame.Width, unit * frame.MaxHorizontal) * component.Horizontal * unit;
        var size = Stride * DivideUp(frame.Height, unit * frame.MaxVertical) * component.Vertical * unit;
        if (frame.Precision <= 8) Bytes = ArrayPool<byte>.Shared.Rent(size);
        else Words = ArrayPool<ushort>.Shared.Rent(size);
    }

    public int Width { get; }

    public int Height { get; }

    public int Stride { get; }

    public byte[] Bytes { get; private set; } = [];

    public ushort[] Words { get; private set; } = [];

    public ReadOnlySpan<byte> Row(int y) => Bytes.AsSpan(y * Stride, Width);

    public ReadOnlySpan<ushort> WideRow(int y) => Words.AsSpan(y * Stride, Width);

    public void Dispose()
    {
        if (Bytes.Length > 0) ArrayPool<byte>.Shared.Return(Bytes);
        if (Words.Length > 0) ArrayPool<ushort>.Shared.Return(Words);
        Bytes = [];
        Words = [];
    }

    public static int DivideUp(int value, int by) => (value + by - 1) / by;
}
