using System.Runtime.InteropServices;

namespace Acsa.Dicom.Imaging;

/// <summary>One colour's look-up table: descriptor and data.</summary>
internal static class PaletteTable
{
    public const int MaxEntries = 65_536;

    /// <summary>Reads the table and brings its entries to 8 bits. Throws DicomImagingException where it is missing or too short.</summary>
    public static (byte[] Entries, int First) Read(
        DicomDataset dataset, string colour, DicomTag descriptor, DicomTag plain, DicomTag segmented)
    {
        var (count, first, bits) = ReadDescriptor(dataset, colour, descriptor);
        ushort[] values;
        if (Bytes(dataset, plain) is { } data) values = Expand(data, count, bits);
        else if (Bytes(dataset, segmented) is { } segments) values = SegmentedPalette.Expand(Widen(segments, bits), count, bits);
        else throw new DicomImagingException($"The {colour} palette's data are missing.");

        if (values.Length < count)
            throw new DicomImagingException($"The {colour} palette has {values.Length} entries; its descriptor says {count}.");
        return (ToEightBits(values.AsSpan(0, count), bits), first);
    }

    /// <summary>C.7.6.3.1.5: | entries, 0 meaning 65536 | first value mapped | bits per entry, 8 or 16 |.</summary>
    private static (int Count, int First, int Bits) ReadDescriptor(DicomDataset dataset, string colour, DicomTag tag)
    {
        if (Bytes(dataset, tag) is not { Length: >= 6 } bytes)
            throw new DicomImagingException($"The {colour} palette's descriptor is missing or short.");
        var words = MemoryMarshal.Cast<byte, ushort>(bytes);
        // The first value mapped is signed where pixels are.
        var signed = dataset.TryGetSingleValue(DicomTag.PixelRepresentation, out ushort representation) && representation == 1;
        var first = signed ? (int)(short)words[1] : words[1];
        if (words[2] is not (8 or 16))
            throw new DicomImagingException($"The {colour} palette has {words[2]} bits an entry: 8 and 16 are known.");
        return (words[0] == 0 ? MaxEntries : words[0], first, words[2]);
    }

    private static byte[]? Bytes(DicomDataset dataset, DicomTag tag)
    {
        var buffer = dataset.GetDicomItem<DicomElement>(tag)?.Buffer;
        if (buffer is null || buffer.Size == 0) return null;
        // A segment of one entry takes three words: no table is longer than that of such segments.
        if (buffer.Size > 6L * MaxEntries + 2) throw new DicomImagingException($"The palette data {tag} are longer than any palette.");
        return buffer.Data;
    }

    /// <summary>Entries of 16 bits, or of 8 bits packed two to a word; some writers give 8-bit entries a word each.</summary>
    private static ushort[] Expand(byte[] data, int count, int bits)
    {
        var packed = bits == 8 && data.Length < 2 * count;
        return packed ? Widen(data, 8) : MemoryMarshal.Cast<byte, ushort>(data).ToArray();
    }

    private static ushort[] Widen(byte[] data, int bits) =>
        bits == 8 ? Array.ConvertAll(data, b => (ushort)b) : MemoryMarshal.Cast<byte, ushort>(data).ToArray();

    /// <summary>
    /// The upper byte of 16-bit entries. A table that says 16 bits but stays below 256 throughout was filled with 8-bit entries.
    /// </summary>
    private static byte[] ToEightBits(ReadOnlySpan<ushort> values, int bits)
    {
        var wide = bits == 16 && values.IndexOfAnyExceptInRange((ushort)0, (ushort)255) >= 0;
        // Entries of 8 bits in words of their own may stand in the upper byte.
        var high = wide || (bits == 8 && values.IndexOfAnyExceptInRange((ushort)0, (ushort)255) >= 0);
        var entries = new byte[values.Length];
        for (var i = 0; i < entries.Length; i++) entries[i] = (byte)(high ? values[i] >> 8 : values[i]);
        return entries;
    }
}
