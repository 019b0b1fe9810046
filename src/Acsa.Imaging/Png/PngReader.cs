using System.IO.Compression;

namespace Acsa.Imaging;

/// <summary>
/// Reads PNG (W3C PNG specification, third edition): every colour type, bit depth and interlacing. 16-bit values are
/// scaled to 8 bits, transparency is laid on black, gamma and colour profiles are not applied.
/// </summary>
/// <exception cref="PngFormatException">Thrown by every member for a damaged or oversized file.</exception>
public static class PngReader
{
    // PNG 8.2, Adam7: first column, first row, column step, row step of the seven passes.
    private static readonly (int X, int Y, int StepX, int StepY)[] s_adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Reads as grey; colour becomes luma (<see cref="ImageConversions.ToGrey(RgbImage)"/>).</summary>
    public static GreyImage ReadGrey(ReadOnlyMemory<byte> file)
    {
        var (header, pixels) = Decode(file);
        return IsGrey(header) ? new(header.Width, header.Height, pixels) : new RgbImage(header.Width, header.Height, pixels).ToGrey();
    }

    /// <summary>Reads as colour; grey gets three equal channels.</summary>
    public static RgbImage ReadRgb(ReadOnlyMemory<byte> file)
    {
        var (header, pixels) = Decode(file);
        return IsGrey(header) ? new GreyImage(header.Width, header.Height, pixels).ToRgb() : new(header.Width, header.Height, pixels);
    }

    /// <summary>Reads as a mask: inside where the grey value is at least 128, or, in a file whose values are only 0 and 1, where it is
    /// 1.</summary>
    public static Mask ReadMask(ReadOnlyMemory<byte> file)
    {
        var grey = ReadGrey(file);
        byte largest = 0;
        foreach (var value in grey.Pixels) largest = Math.Max(largest, value);
        var threshold = largest == 1 ? 1 : 128;
        var inside = new byte[grey.Pixels.Length];
        for (var i = 0; i < inside.Length; i++) inside[i] = grey.Pixels[i] >= threshold ? (byte)1 : (byte)0;
        return new(grey.Width, grey.Height, inside);
    }

    /// <inheritdoc cref="ReadGrey(ReadOnlyMemory{byte})"/>
    public static GreyImage ReadGrey(string path) => ReadGrey(Load(path));

    /// <inheritdoc cref="ReadRgb(ReadOnlyMemory{byte})"/>
    public static RgbImage ReadRgb(string path) => ReadRgb(Load(path));

    /// <inheritdoc cref="ReadMask(ReadOnlyMemory{byte})"/>
    public static Mask ReadMask(string path) => ReadMask(Load(path));

    private static byte[] Load(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length > Limits.PngMaxFileBytes)
            throw new PngFormatException($"The file has {file.Length} bytes; PngMaxFileBytes is {Limits.PngMaxFileBytes}.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static bool IsGrey(PngHeader header) => header.ColourType is PngColourType.Grey or PngColourType.GreyAlpha;

    private static (PngHeader Header, byte[] Pixels) Decode(ReadOnlyMemory<byte> file)
    {
        if (file.Length > Limits.PngMaxFileBytes)
            throw new PngFormatException($"The file has {file.Length} bytes; PngMaxFileBytes is {Limits.PngMaxFileBytes}.");
        var chunks = PngChunks.Read(file);
        var header = chunks.Header;
        var target = new byte[header.Width * header.Height * (IsGrey(header) ? 1 : 3)];
        var samples = new PngSamples(chunks);
        using var inflated = new ZLibStream(new SegmentStream(chunks.ImageData), CompressionMode.Decompress);
        try
        {
            if (!header.Interlaced) DecodePass(inflated, header, samples, (0, 0, 1, 1), target);
            else
            {
                foreach (var pass in s_adam7) DecodePass(inflated, header, samples, pass, target);
            }
        }
        catch (EndOfStreamException e)
        {
            throw new PngFormatException("The image data ends early.", e);
        }
        // The input is in memory, so an IOException can only be zlib's own, as for a stream that asks for a preset dictionary.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new PngFormatException("The compressed image data is damaged.", e);
        }
        return (header, target);
    }

    private static void DecodePass(
        Stream inflated, PngHeader header, PngSamples samples, (int X, int Y, int StepX, int StepY) pass, byte[] target)
    {
        var width = (header.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (width <= 0) return; // PNG 8.2: an empty pass has no filter bytes either.
        var rowBytes = header.RowBytes(width);
        var (row, above) = (new byte[rowBytes + 1], new byte[rowBytes + 1]);
        for (var y = pass.Y; y < header.Height; y += pass.StepY)
        {
            inflated.ReadExactly(row);
            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), header.FilterDistance);
            samples.Unpack(row.AsSpan(1), width, target, y * header.Width + pass.X, pass.StepX);
            (row, above) = (above, row);
        }
    }
}
