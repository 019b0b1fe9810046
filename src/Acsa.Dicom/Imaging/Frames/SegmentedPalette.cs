namespace Acsa.Dicom.Imaging;

/// <summary>Expands a segmented palette table (PS3.3 C.7.9.2): discrete, linear and indirect segments.</summary>
internal static class SegmentedPalette
{
    private const int Discrete = 0;
    private const int Linear = 1;
    private const int Indirect = 2;

    /// <summary>Expands at most <paramref name="count"/> entries. Throws DicomImagingException for a segment that cannot be read.</summary>
    /// <param name="bits">Bits of an entry in the table, 8 or 16; <paramref name="data"/> holds one entry a word in either case.</param>
    public static ushort[] Expand(ReadOnlySpan<ushort> data, int count, int bits)
    {
        var entries = new List<ushort>(Math.Min(count, PaletteTable.MaxEntries));
        var at = 0;
        // A trailing zero is the padding byte of an odd 8-bit table.
        while (entries.Count < count && at + 1 < data.Length)
        {
            var (opcode, length) = (data[at], data[at + 1]);
            if (opcode == Indirect) at = ExpandIndirect(data, at, length, count, bits, entries);
            else at = ExpandDirect(data, at, count, entries);
        }
        return [.. entries];
    }

    /// <summary>
    /// Opcode 0: | 0 | n | n values |. Opcode 1: | 1 | n | end value |, n entries in a straight line from the last one to it.
    /// </summary>
    private static int ExpandDirect(ReadOnlySpan<ushort> data, int at, int count, List<ushort> entries)
    {
        if (at + 1 >= data.Length) throw Damaged("a segment ends early");
        int length = data[at + 1];
        if (data[at] == Discrete)
        {
            if (at + 2 + length > data.Length) throw Damaged("a discrete segment ends early");
            if (entries.Count + length > count) throw Damaged("it has more entries than its descriptor says");
            entries.AddRange(data.Slice(at + 2, length));
            return at + 2 + length;
        }
        if (data[at] != Linear) throw Damaged($"segment type {data[at]} is unknown here");
        if (at + 2 >= data.Length) throw Damaged("a linear segment ends early");
        if (entries.Count == 0) throw Damaged("it begins with a linear segment");
        if (entries.Count + length > count) throw Damaged("it has more entries than its descriptor says");

        int start = entries[^1];
        int end = data[at + 2];
        for (var i = 1; i <= length; i++) entries.Add((ushort)Math.Floor(start + (double)(end - start) * i / length + 0.5));
        return at + 3;
    }

    /// <summary>
    /// Opcode 2: | 2 | n | offset low | offset high |: repeats the n segments at that byte offset. They may not be indirect themselves.
    /// </summary>
    private static int ExpandIndirect(ReadOnlySpan<ushort> data, int at, int segments, int count, int bits, List<ushort> entries)
    {
        var size = bits == 8 ? 6 : 4;
        if (at + size > data.Length) throw Damaged("an indirect segment ends early");
        var offset = bits == 8
            ? data[at + 2] + ((long)data[at + 3] << 8) + ((long)data[at + 4] << 16) + ((long)data[at + 5] << 24)
            : (data[at + 2] + ((long)data[at + 3] << 16)) / 2;
        if (offset >= data.Length) throw Damaged("an indirect segment points outside the table");
        var source = (int)offset;
        for (var i = 0; i < segments; i++)
        {
            // A segment without entries could be repeated without end.
            var before = entries.Count;
            source = ExpandDirect(data, source, count, entries);
            if (entries.Count == before) throw Damaged("an indirect segment repeats an empty one");
        }
        return at + size;
    }

    private static DicomImagingException Damaged(string why) => new($"The segmented palette cannot be read: {why}.");
}
