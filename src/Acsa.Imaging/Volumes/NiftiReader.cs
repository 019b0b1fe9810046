using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Acsa.Imaging;

/// <summary>
/// Reads label maps from NIfTI-1 in one file (.nii, .nii.gz), of either byte order: two or three dimensions, whole or floating numbers. The
/// first axis becomes columns, the second rows, the third slices, as ITK and nnU-Net store pictures; the affine is not applied.
/// </summary>
public static class NiftiReader
{
    // | 0 sizeof_hdr | 40 dim[8] int16 | 70 datatype | 72 bitpix | 76 pixdim[8] float | 108 vox_offset | 112 scl_slope | 116 scl_inter |
    // 123 xyzt_units | 344 magic |
    private const int HeaderSize = 348;
    private const int LeastOffset = 352; // The header and four bytes that say whether extensions follow.

    /// <summary>Reads a file.</summary>
    /// <exception cref="NiftiFormatException">The file is damaged, too large, or of a kind that is no label map.</exception>
    public static LabelVolume Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file);
    }

    /// <summary>Reads a stream from its current position, compressed or not.</summary>
    /// <exception cref="NiftiFormatException">As of <see cref="Read(string)"/>.</exception>
    public static LabelVolume Read(Stream stream)
    {
        Span<byte> first = stackalloc byte[2];
        var got = stream.ReadAtLeast(first, 2, throwOnEndOfStream: false);
        if (got < 2) throw new NiftiFormatException("The file ends before its header; 348 bytes are expected.");
        stream.Seek(-got, SeekOrigin.Current);
        try
        {
            // RFC 1952 2.3.1
            if (first is not [0x1F, 0x8B]) return ReadPlain(stream);
            using var inflated = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return ReadPlain(inflated);
        }
        catch (EndOfStreamException e)
        {
            throw new NiftiFormatException("The file ends before its last voxel.", e);
        }
        catch (InvalidDataException e)
        {
            throw new NiftiFormatException("The compressed data is damaged.", e);
        }
    }

    private static LabelVolume ReadPlain(Stream stream)
    {
        var bytes = new byte[HeaderSize];
        stream.ReadExactly(bytes);
        var header = new Header(bytes);
        Skip(stream, header.Offset - HeaderSize);
        var count = header.Width * header.Height;
        var raw = new byte[count * header.Bytes];
        var slices = new List<double[]>();
        for (var slice = 0; slice < header.Slices; slice++)
        {
            stream.ReadExactly(raw);
            var values = new double[count];
            for (var i = 0; i < count; i++) values[i] = header.Value(raw.AsSpan(i * header.Bytes, header.Bytes));
            slices.Add(values);
        }
        // Also what makes the end of a compressed file, with its checksum, be read.
        if (stream.ReadByte() >= 0)
            throw new NiftiFormatException("More data follows the last voxel: dim or datatype are not those of the file.");
        return new(header.Width, header.Height, slices, header.Spacing);
    }

    private static void Skip(Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
    }

    private sealed class Header
    {
        private readonly bool _bigEndian;
        private readonly short _type;
        private readonly double _slope;
        private readonly double _intercept;

        public Header(byte[] bytes)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            _bigEndian = size != HeaderSize && BinaryPrimitives.ReverseEndianness(size) == HeaderSize;
            if (size != HeaderSize && !_bigEndian) throw Wrong("sizeof_hdr", size, "348 (NIfTI-1)");
            if (!bytes.AsSpan(344, 4).SequenceEqual("n+1\0"u8))
                throw new NiftiFormatException("magic: \"n+1\" is expected (NIfTI-1 in one file).");
            var dimensions = Short(bytes, 40);
            if (dimensions is < 2 or > 7) throw Wrong("dim[0]", dimensions, "2 or 3 dimensions");
            Width = Side(bytes, 1);
            Height = Side(bytes, 2);
            Slices = dimensions >= 3 ? Side(bytes, 3) : 1;
            for (var i = 4; i <= dimensions; i++)
            {
                if (Short(bytes, 40 + 2 * i) != 1)
                    throw Wrong($"dim[{i}]", Short(bytes, 40 + 2 * i), "1: a label map has two or three dimensions");
            }
            if ((long)Width * Height * Slices > Limits.NiftiMaxVoxels)
                throw Wrong("dim", (long)Width * Height * Slices, $"at most {Limits.NiftiMaxVoxels} voxels");
            _type = Short(bytes, 70);
            Bytes = _type switch
            {
                2 or 256 => 1, 4 or 512 => 2, 8 or 768 or 16 => 4, 64 or 1024 or 1280 => 8,
                _ => throw Wrong("datatype", _type, "a whole or floating number (2, 4, 8, 16, 64, 256, 512, 768, 1024 or 1280)"),
            };
            var offset = Float(bytes, 108);
            if (!(offset >= LeastOffset && offset <= Limits.NiftiMaxOffset) || offset != Math.Floor(offset))
                throw Wrong("vox_offset", offset, $"a whole number from {LeastOffset} to {Limits.NiftiMaxOffset}");
            Offset = (int)offset;
            // NIfTI-1: a slope of 0 means that values are not scaled.
            (_slope, _intercept) = (Float(bytes, 112), Float(bytes, 116));
            if (_slope == 0 || !double.IsFinite(_slope) || !double.IsFinite(_intercept)) (_slope, _intercept) = (1, 0);
            Spacing = SpacingOf(bytes);
        }

        public int Width { get; }
        public int Height { get; }
        public int Slices { get; }
        public int Bytes { get; }
        public int Offset { get; }
        public PixelSize? Spacing { get; }

        public double Value(ReadOnlySpan<byte> at)
        {
            Span<byte> value = stackalloc byte[8];
            value = value[..at.Length];
            at.CopyTo(value);
            if (_bigEndian) value.Reverse();
            return _slope * _type switch
            {
                2 => value[0],
                256 => (sbyte)value[0],
                4 => BinaryPrimitives.ReadInt16LittleEndian(value),
                512 => BinaryPrimitives.ReadUInt16LittleEndian(value),
                8 => BinaryPrimitives.ReadInt32LittleEndian(value),
                768 => BinaryPrimitives.ReadUInt32LittleEndian(value),
                16 => BinaryPrimitives.ReadSingleLittleEndian(value),
                64 => BinaryPrimitives.ReadDoubleLittleEndian(value),
                1024 => BinaryPrimitives.ReadInt64LittleEndian(value),
                _ => BinaryPrimitives.ReadUInt64LittleEndian(value),
            } + _intercept;
        }

        // xyzt_units, lowest three bits: 1 metre, 2 millimetre, 3 micrometre, 0 unknown.
        private PixelSize? SpacingOf(byte[] bytes)
        {
            double? cm = (bytes[123] & 7) switch { 1 => 100, 2 => 0.1, 3 => 1e-4, _ => null };
            var (x, y) = (Math.Abs(Float(bytes, 80)), Math.Abs(Float(bytes, 84)));
            return cm is { } unit && x > 0 && y > 0 && double.IsFinite(x) && double.IsFinite(y) ? new(x * unit, y * unit) : null;
        }

        private int Side(byte[] bytes, int axis)
        {
            var side = Short(bytes, 40 + 2 * axis);
            return side > 0 ? side : throw Wrong($"dim[{axis}]", side, "a number above 0");
        }

        private short Short(byte[] bytes, int at) =>
            _bigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at));

        private double Float(byte[] bytes, int at) =>
            _bigEndian ? BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at));

        private static NiftiFormatException Wrong(string field, double value, string expected) =>
            new(string.Create(CultureInfo.InvariantCulture, $"{field}: {value}; expected: {expected}."));
    }
}
