using System.Buffers.Binary;
using System.Text;

namespace Acsa.Fuzz;

/// <summary>
/// How elements are written: <c>| tag 4 | VR 2 | length 2 |</c>, <c>| tag 4 | VR 2 | 0 2 | length 4 |</c> or <c>| tag 4 | length 4 |</c>.
/// </summary>
internal readonly record struct Coding(bool IsExplicit, bool IsBigEndian)
{
    private const string LongVrs = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";

    public static bool IsLong(string vr) => LongVrs.Contains(vr, StringComparison.Ordinal);

    public ushort UInt16(ReadOnlySpan<byte> at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    public uint UInt32(ReadOnlySpan<byte> at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);

    public void Write(Span<byte> at, ushort value)
    {
        if (IsBigEndian) BinaryPrimitives.WriteUInt16BigEndian(at, value);
        else BinaryPrimitives.WriteUInt16LittleEndian(at, value);
    }

    public void Write(Span<byte> at, uint value)
    {
        if (IsBigEndian) BinaryPrimitives.WriteUInt32BigEndian(at, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(at, value);
    }

    public byte[] Element(uint tag, string vr, ReadOnlySpan<byte> value, uint? length = null)
    {
        var isMarker = tag >> 16 == 0xFFFE;
        var header = new byte[IsExplicit && !isMarker && IsLong(vr) ? 12 : 8];
        Write(header, (ushort)(tag >> 16));
        Write(header.AsSpan(2), (ushort)tag);
        var claimed = length ?? (uint)value.Length;
        if (!IsExplicit || isMarker)
        {
            Write(header.AsSpan(4), claimed);
        }
        else
        {
            Encoding.ASCII.GetBytes(vr, header.AsSpan(4));
            if (header.Length == 12) Write(header.AsSpan(8), claimed);
            else Write(header.AsSpan(6), (ushort)claimed);
        }
        return [.. header, .. value];
    }
}

/// <summary>Where an element, an item or a delimiter lies in a data set.</summary>
internal readonly record struct ElementPlace(int At, uint Tag, string Vr, int LengthAt, int LengthSize, int ValueAt, uint Length)
{
    public const uint Undefined = 0xFFFFFFFF;

    /// <summary>Where it ends, its value included where that is no sequence.</summary>
    public int End(int limit) => Length == Undefined ? ValueAt : (int)Math.Min(limit, ValueAt + (long)Length);

    /// <summary>All elements one after the other; sequences and items are gone into, however damaged.</summary>
    public static List<ElementPlace> Find(ReadOnlySpan<byte> data, int from, Coding coding)
    {
        var found = new List<ElementPlace>();
        for (var at = from; at + 8 <= data.Length && found.Count < 4096;)
        {
            var tag = (uint)coding.UInt16(data[at..]) << 16 | coding.UInt16(data[(at + 2)..]);
            var place = Read(data, at, tag, coding);
            found.Add(place);
            var goesInside = tag >> 16 == 0xFFFE || place.Vr == "SQ" || place.Length == Undefined;
            at = goesInside ? place.ValueAt : place.End(data.Length);
        }
        return found;
    }

    private static ElementPlace Read(ReadOnlySpan<byte> data, int at, uint tag, Coding coding)
    {
        if (!coding.IsExplicit || tag >> 16 == 0xFFFE) return new(at, tag, "", at + 4, 4, at + 8, coding.UInt32(data[(at + 4)..]));
        var vr = Encoding.Latin1.GetString(data.Slice(at + 4, 2));
        return Coding.IsLong(vr) && at + 12 <= data.Length
            ? new(at, tag, vr, at + 8, 4, at + 12, coding.UInt32(data[(at + 8)..]))
            : new(at, tag, vr, at + 6, 2, at + 8, coding.UInt16(data[(at + 6)..]));
    }
}
