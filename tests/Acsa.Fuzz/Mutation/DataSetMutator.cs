using System.Text;

namespace Acsa.Fuzz;

/// <summary>Changes data sets element by element: tags, value representations, lengths, nesting, order, values of each kind.</summary>
internal static class DataSetMutator
{
    private static readonly string[] Vrs =
    [
        "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OD", "OF", "OL", "OV", "OW", "PN", "SH", "SL", "SQ",
        "SS", "ST", "SV", "TM", "UC", "UI", "UL", "UN", "UR", "US", "UT", "UV", "ZZ", "  ", "\0\0",
    ];

    private static readonly uint[] Tags =
    [
        0x00020010, 0x00080005, 0x00080016, 0x00080018, 0x00081140, 0x00090010, 0x00091001, 0x00091002, 0x000910FF, 0x00100010, 0x00180050,
        0x00186011, 0x00280002, 0x00280004, 0x00280008, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103, 0x00281101,
        0x00281201, 0x0040A730, 0x7FE00001, 0x7FE00002, 0x7FE00010, 0x00000000, 0x00080000, 0xFFFCFFFC, 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD,
        0x00010001, 0x60003000, 0x00280006, 0x52009229, 0x00209116,
    ];

    public static byte[] Mutate(byte[] input, byte[] other, FuzzRandom random, int from, Coding coding)
    {
        var elements = ElementPlace.Find(input, from, coding);
        if (elements.Count == 0 || random.OneIn(8)) return ByteMutator.Mutate(input, other, random, from);
        var one = random.Pick(elements);
        var end = one.End(input.Length);
        switch (random.Next(16))
        {
            case 0: return ByteMutator.Cut(input, one.At, end - one.At);
            case 1: return ByteMutator.Insert(input, one.At, input.AsSpan(one.At, end - one.At));
            case 2: return ByteMutator.Insert(input, random.Pick(elements).At, input.AsSpan(one.At, end - one.At));
            case 3: return ByteMutator.Changed(input, b => WriteTag(b, one, AnyTag(random, elements), coding));
            case 4: return ByteMutator.Changed(input, b => ChangeLength(b, one, random, coding));
            case 5 when one.Vr.Length > 0: return ByteMutator.Changed(input,
                b => Encoding.ASCII.GetBytes(random.Pick(Vrs), b.AsSpan(one.At + 4)));
            case 6 or 7: return ByteMutator.Insert(input, one.At, AnyElement(random, coding, 0));
            case 8: return ByteMutator.Insert(input, one.At, Marker(random, coding));
            case 9: return Wrap(input, one.At, end, random, coding);
            case 10 when random.OneIn(20): return ByteMutator.Insert(input, one.At, Many(random, coding));
            case 11 when random.OneIn(4): return ByteMutator.Insert(input, one.At, Nested(random, coding));
            case 12: return ByteMutator.Insert(input, one.At, Fragments(random, coding));
            default: return NewValue(input, one, end, random, coding);
        }
    }

    /// <summary>An element of any kind, well formed more often than not.</summary>
    public static byte[] AnyElement(FuzzRandom random, Coding coding, int depth)
    {
        var tag = random.OneIn(3) ? (uint)random.NextUInt64() : random.Pick(Tags);
        var vr = random.Pick(Vrs);
        if (vr != "SQ" || depth > 4) return coding.Element(tag, vr, Value(vr, random), random.OneIn(12) ? random.Interesting() : null);
        var items = new List<byte>();
        for (var i = random.Small(4); i > 0; i--)
        {
            byte[] content = [.. Enumerable.Range(0, random.Small(4)).SelectMany(_ => AnyElement(random, coding, depth + 1))];
            var undefined = random.OneIn(2);
            items.AddRange(coding.Element(0xFFFEE000, "", content, undefined ? ElementPlace.Undefined : null));
            if (undefined) items.AddRange(coding.Element(0xFFFEE00D, "", []));
        }
        var open = random.OneIn(2);
        if (open) items.AddRange(coding.Element(0xFFFEE0DD, "", []));
        return coding.Element(tag, "SQ", [.. items], open ? ElementPlace.Undefined : null);
    }

    private static uint AnyTag(FuzzRandom random, List<ElementPlace> elements) => random.Next(4) switch
    {
        0 => random.Pick(elements).Tag,
        1 => random.Pick(elements).Tag + (uint)random.Next(-2, 3),
        2 => (uint)random.NextUInt64(),
        _ => random.Pick(Tags),
    };

    private static void WriteTag(byte[] bytes, ElementPlace one, uint tag, Coding coding)
    {
        coding.Write(bytes.AsSpan(one.At), (ushort)(tag >> 16));
        coding.Write(bytes.AsSpan(one.At + 2), (ushort)tag);
    }

    private static void ChangeLength(byte[] bytes, ElementPlace one, FuzzRandom random, Coding coding)
    {
        var length = random.Next(4) switch
        {
            0 => ElementPlace.Undefined,
            1 => random.Interesting(),
            _ => one.Length + (uint)random.Next(-9, 10),
        };
        if (one.LengthSize == 2) coding.Write(bytes.AsSpan(one.LengthAt), (ushort)length);
        else if (one.LengthAt + 4 <= bytes.Length) coding.Write(bytes.AsSpan(one.LengthAt), length);
    }

    private static byte[] NewValue(byte[] input, ElementPlace one, int end, FuzzRandom random, Coding coding)
    {
        if (one.ValueAt > input.Length || end < one.ValueAt) return input;
        var value = Value(one.Vr.Length > 0 ? one.Vr : random.Pick(Vrs), random);
        var changed = ByteMutator.Replace(input, one.ValueAt, end - one.ValueAt, value);
        if (one.LengthSize == 2) coding.Write(changed.AsSpan(one.LengthAt), (ushort)value.Length);
        else coding.Write(changed.AsSpan(one.LengthAt), (uint)value.Length);
        return changed;
    }

    private static byte[] Marker(FuzzRandom random, Coding coding) => coding.Element(
        random.Pick<uint>([0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD]), "", [],
        random.Pick<uint>([0, 0, ElementPlace.Undefined, (uint)random.Next(100)]));

    private static byte[] Wrap(byte[] input, int at, int end, FuzzRandom random, Coding coding)
    {
        var isOpen = random.OneIn(2);
        byte[] item = coding.Element(0xFFFEE000, "", input.AsSpan(at, end - at), isOpen ? ElementPlace.Undefined : null);
        if (isOpen) item = [.. item, .. coding.Element(0xFFFEE00D, "", []), .. coding.Element(0xFFFEE0DD, "", [])];
        var sequence = coding.Element(random.Pick(Tags), random.OneIn(4) ? "UN" : "SQ", item, isOpen ? ElementPlace.Undefined : null);
        return ByteMutator.Replace(input, at, end - at, sequence);
    }

    private static byte[] Nested(FuzzRandom random, Coding coding)
    {
        var depth = random.OneIn(3) ? random.Next(60, 70) : random.Small(100);
        var open = Enumerable.Range(0, depth).SelectMany(_ =>
            coding.Element(0x00081140, "SQ", coding.Element(0xFFFEE000, "", [], ElementPlace.Undefined), ElementPlace.Undefined));
        var close = Enumerable.Range(0, depth).SelectMany(_ =>
            coding.Element(0xFFFEE00D, "", []).Concat(coding.Element(0xFFFEE0DD, "", [])));
        return [.. open, .. AnyElement(random, coding, 9), .. close];
    }

    /// <summary>Very many small things, in an order that is not the usual one.</summary>
    private static byte[] Many(FuzzRandom random, Coding coding)
    {
        var count = 1 << random.Next(6, 17);
        var descends = random.OneIn(2);
        var what = random.Next(6);
        var bytes = new List<byte>(count * 12);
        for (var i = 0; i < count; i++)
        {
            var number = (uint)(descends ? count - i : i);
            switch (what)
            {
                case 0: bytes.AddRange(coding.Element(0x00110000 + number * 2, "US", [])); break;
                case 1: bytes.AddRange(coding.Element(0x00090010 + (number & 0xEF), "LO", "A "u8)); break;
                case 2: bytes.AddRange(coding.Element(0xFFFEE000, "", [])); break;
                case 3: bytes.AddRange(coding.Element(0x00080005, "CS", i % 2 == 0 ? "ISO_IR 100"u8 : "ISO_IR 101"u8)); break;
                // As many again of what makes readers look at all that came before.
                case 4: bytes.AddRange(i % 2 == 0 ? coding.Element(0x00110000 + number * 2, "US", [])
                    : coding.Element(0x00090010, "LO", "A "u8)); break;
                default: bytes.AddRange(coding.Element(0x00110000 + number * 2, "US", i % 4 == 0 ? [1, 0] : []));
                    bytes.AddRange(coding.Element(0x00080005, "CS", i % 2 == 0 ? "ISO_IR 100"u8 : "ISO_IR 101"u8));
                    break;
            }
        }
        return what == 2 ? coding.Element(0x00081140, "SQ", [.. bytes]) : [.. bytes];
    }

    private static byte[] Fragments(FuzzRandom random, Coding coding)
    {
        var bytes = new List<byte>(coding.Element(0x7FE00010, random.OneIn(2) ? "OB" : "OW", [], ElementPlace.Undefined));
        for (var i = random.Small(5) + 1; i > 0; i--) bytes.AddRange(coding.Element(0xFFFEE000, "", random.Bytes(random.Small(20))));
        if (!random.OneIn(5)) bytes.AddRange(coding.Element(0xFFFEE0DD, "", []));
        return [.. bytes];
    }

    private static byte[] Value(string vr, FuzzRandom random) => vr switch
    {
        "US" or "SS" => random.Bytes(2 * random.Small(4)),
        "UL" or "SL" or "FL" or "AT" or "OF" or "OL" => random.Bytes(4 * random.Small(4)),
        "FD" or "SV" or "UV" or "OD" or "OV" => random.Bytes(8 * random.Small(3)),
        "OB" or "OW" or "UN" or "SQ" => random.Bytes(random.Small(64)),
        _ => TextValues.Any(vr, random),
    };
}
