using System.Buffers.Binary;
using System.Text;

namespace Acsa.Imaging;

/// <summary>The chunks of a PNG file that matter for its pixels, checked for order and CRC (PNG 5.3 to 5.6).</summary>
internal sealed class PngChunks
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]; // PNG 5.2

    public PngHeader Header { get; private set; }
    public ReadOnlyMemory<byte> Palette { get; private set; }
    public ReadOnlyMemory<byte> Transparency { get; private set; }
    public List<ReadOnlyMemory<byte>> ImageData { get; } = [];
    public long ImageDataBytes { get; private set; }

    public static PngChunks Read(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith(Signature)) throw new PngFormatException("Not a PNG file: the signature is missing.");
        var chunks = new PngChunks();
        var position = Signature.Length;
        var first = true;
        var dataEnded = false;
        // PNG 5.3: | 0..3 length of the data | 4..7 type | data | CRC over type and data |
        while (true)
        {
            if (file.Length - position < 12) throw new PngFormatException("The file ends before its IEND chunk.");
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.Span[position..]);
            if (length > file.Length - position - 12)
                throw new PngFormatException($"A chunk at byte {position} goes past the end of the file.");
            var type = file.Span.Slice(position + 4, 4);
            var data = file.Slice(position + 8, (int)length);
            var crc = BinaryPrimitives.ReadUInt32BigEndian(file.Span[(position + 8 + (int)length)..]);
            if (crc != Crc32.Compute(type, data.Span)) throw new PngFormatException($"The chunk at byte {position} is damaged (CRC).");
            position += 12 + (int)length;

            var isData = type.SequenceEqual("IDAT"u8);
            if (first != type.SequenceEqual("IHDR"u8)) throw new PngFormatException("IHDR must be the first chunk, and there once.");
            if (isData && dataEnded) throw new PngFormatException("The IDAT chunks are not consecutive.");
            dataEnded = !isData && chunks.ImageData.Count > 0;

            if (first) chunks.Header = PngHeader.Read(data.Span);
            else if (isData) chunks.AddImageData(data);
            else if (type.SequenceEqual("PLTE"u8)) chunks.SetPalette(data);
            else if (type.SequenceEqual("tRNS"u8)) chunks.Transparency = data;
            else if (type.SequenceEqual("IEND"u8)) break;
            else if ((type[0] & 0x20) == 0) // PNG 5.4: bit 5 of the first byte clear = critical, must not be ignored.
                throw new PngFormatException($"Unknown critical chunk {Encoding.ASCII.GetString(type)}.");
            first = false;
        }
        chunks.Check();
        return chunks;
    }

    private void AddImageData(ReadOnlyMemory<byte> data)
    {
        ImageData.Add(data);
        ImageDataBytes += data.Length;
    }

    private void SetPalette(ReadOnlyMemory<byte> data)
    {
        if (data.Length == 0 || data.Length % 3 != 0 || data.Length > 768)
            throw new PngFormatException($"A palette of {data.Length} bytes.");
        Palette = data;
    }

    private void Check()
    {
        if (ImageData.Count == 0) throw new PngFormatException("The file has no image data.");
        if (Header.ColourType == PngColourType.Palette && Palette.IsEmpty)
            throw new PngFormatException("A palette image without a palette.");
        var keyBytes = Header.ColourType switch { PngColourType.Grey => 2, PngColourType.Rgb => 6, _ => 0 };
        if (!Transparency.IsEmpty && keyBytes != 0 && Transparency.Length != keyBytes)
            throw new PngFormatException($"A tRNS chunk of {Transparency.Length} bytes.");
        if ((long)Header.RowBytes(Header.Width) * Header.Height > (ImageDataBytes + 1) * Limits.DeflateMaxRatio)
            throw new PngFormatException("The file is too short for the image size it states.");
    }
}
