using System.Buffers.Binary;

namespace Acsa.Imaging;

/// <summary>Turns one reconstructed scanline into 8-bit grey or RGB, with transparency laid on black (PNG 7.2, 11.2.2, 11.3.1,
/// 13.12).</summary>
internal sealed class PngSamples
{
    private readonly PngHeader _header;
    private readonly byte[] _palette = new byte[768];
    private readonly int _paletteEntries;
    private readonly int[]? _key;

    public PngSamples(PngChunks chunks)
    {
        _header = chunks.Header;
        chunks.Palette.Span.CopyTo(_palette);
        _paletteEntries = chunks.Palette.Length / 3;
        var transparency = chunks.Transparency.Span;
        if (_header.ColourType == PngColourType.Palette)
        {
            for (var i = 0; i < Math.Min(transparency.Length, _paletteEntries); i++)
            {
                for (var c = 0; c < 3; c++) _palette[i * 3 + c] = OnBlack(_palette[i * 3 + c], transparency[i]);
            }
        }
        else if (!transparency.IsEmpty && _header.ColourType is PngColourType.Grey or PngColourType.Rgb)
        {
            _key = new int[transparency.Length / 2];
            for (var i = 0; i < _key.Length; i++) _key[i] = BinaryPrimitives.ReadUInt16BigEndian(transparency[(2 * i)..]);
        }
    }

    /// <summary>Writes <paramref name="width"/> pixels at <paramref name="first"/>, <paramref name="first"/> + step, … (pixel indices of
    /// the image).</summary>
    public void Unpack(ReadOnlySpan<byte> row, int width, byte[] target, int first, int step)
    {
        switch (_header.ColourType)
        {
            case PngColourType.Grey or PngColourType.GreyAlpha:
                for (var i = 0; i < width; i++) target[first + i * step] = Grey(row, i);
                break;
            case PngColourType.Palette:
                for (var i = 0; i < width; i++)
                {
                    var index = Sample(row, i);
                    if (index >= _paletteEntries)
                        throw new PngFormatException($"A pixel names palette entry {index} of {_paletteEntries}.");
                    _palette.AsSpan(index * 3, 3).CopyTo(target.AsSpan((first + i * step) * 3));
                }
                break;
            default:
                for (var i = 0; i < width; i++) Colour(row, i, target.AsSpan((first + i * step) * 3, 3));
                break;
        }
    }

    private byte Grey(ReadOnlySpan<byte> row, int pixel)
    {
        if (_header.ColourType == PngColourType.GreyAlpha) return OnBlack(To8(Sample(row, pixel * 2)), To8(Sample(row, pixel * 2 + 1)));
        var value = Sample(row, pixel);
        return _key is not null && value == _key[0] ? (byte)0 : To8(value);
    }

    private void Colour(ReadOnlySpan<byte> row, int pixel, Span<byte> target)
    {
        var at = pixel * _header.Channels;
        int r = Sample(row, at), g = Sample(row, at + 1), b = Sample(row, at + 2);
        if (_key is not null && r == _key[0] && g == _key[1] && b == _key[2])
        {
            target.Clear();
            return;
        }
        (target[0], target[1], target[2]) = (To8(r), To8(g), To8(b));
        if (_header.ColourType != PngColourType.Rgba) return;
        var alpha = To8(Sample(row, at + 3));
        for (var c = 0; c < 3; c++) target[c] = OnBlack(target[c], alpha);
    }

    // PNG 7.2: several samples in a byte start at its high-order bits; 16-bit samples are big endian.
    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (_header.BitDepth)
        {
            case 8: return row[index];
            case 16: return row[index * 2] << 8 | row[index * 2 + 1];
            default:
                var bit = index * _header.BitDepth;
                return row[bit >> 3] >> (8 - _header.BitDepth - (bit & 7)) & ((1 << _header.BitDepth) - 1);
        }
    }

    // PNG 13.12: output = floor(input × 255 / maximum + 0.5).
    private byte To8(int sample) => _header.BitDepth switch
    {
        8 => (byte)sample,
        16 => (byte)((sample * 255 + 32767) / 65535),
        _ => (byte)(sample * 255 / ((1 << _header.BitDepth) - 1)),
    };

    private static byte OnBlack(byte value, byte alpha) => (byte)((value * alpha + 127) / 255);
}
