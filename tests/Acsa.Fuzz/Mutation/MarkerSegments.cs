using System.Buffers.Binary;

namespace Acsa.Fuzz;

/// <summary>A marker and its segment in a JPEG, JPEG-LS or JPEG 2000 stream: <c>| FF | code | length 2 | payload |</c>.</summary>
internal readonly record struct MarkerSegment(byte Code, int At, int Length)
{
    /// <summary>The payload begins here.</summary>
    public int Payload => At + 4;

    public int End => At + 2 + Length;
}

/// <summary>Finds marker segments, however damaged the stream: what looks like one counts.</summary>
internal static class MarkerSegments
{
    public static List<MarkerSegment> Find(ReadOnlySpan<byte> stream, int from, bool jpeg2000)
    {
        var found = new List<MarkerSegment>();
        for (var at = from; at + 2 <= stream.Length;)
        {
            var code = stream[at + 1];
            if (stream[at] != 0xFF || code is 0 or 0xFF || !IsMarker(code, jpeg2000))
            {
                at++;
                continue;
            }
            var alone = StandsAlone(code, jpeg2000);
            int length = alone || at + 4 > stream.Length ? 0 : BinaryPrimitives.ReadUInt16BigEndian(stream[(at + 2)..]);
            var fits = length >= 2 && at + 2 + length <= stream.Length;
            found.Add(new MarkerSegment(code, at, fits ? length : 0));
            at += 2 + (fits ? length : 0);
        }
        return found;
    }

    private static bool IsMarker(byte code, bool jpeg2000) => jpeg2000 ? code is >= 0x4F and <= 0x93 or 0xD9 : code >= 0xC0;

    private static bool StandsAlone(byte code, bool jpeg2000) =>
        jpeg2000 ? code is 0x4F or 0x92 or 0x93 or 0xD9 : code is >= 0xD0 and <= 0xD9;

    /// <summary>Changes the order and the lengths of segments, or takes one from another stream.</summary>
    public static byte[] Rearrange(byte[] input, byte[] other, List<MarkerSegment> segments, FuzzRandom random, int from, bool jpeg2000)
    {
        if (segments.Count == 0) return ByteMutator.Mutate(input, other, random, from);
        var one = random.Pick(segments);
        switch (random.Next(7))
        {
            case 0: return ByteMutator.Cut(input, one.At, one.End - one.At);
            case 1: return ByteMutator.Insert(input, one.At, input.AsSpan(one.At, one.End - one.At));
            case 2:
                var target = random.Pick(segments);
                return ByteMutator.Insert(input, target.At, input.AsSpan(one.At, one.End - one.At));
            case 3 when one.Length > 0:
                var length = random.OneIn(2) ? one.Length + random.Next(-3, 4) : (int)random.Interesting();
                return ByteMutator.Changed(input, b => BinaryPrimitives.WriteUInt16BigEndian(b.AsSpan(one.At + 2), (ushort)length));
            case 4: return ByteMutator.Changed(input, b => b[one.At + 1] = AnyCode(random, jpeg2000));
            case 5:
                var foreign = Find(other, from, jpeg2000);
                if (foreign.Count == 0) goto default;
                var taken = random.Pick(foreign);
                return ByteMutator.Replace(input, one.At, random.OneIn(2) ? one.End - one.At : 0,
                    other.AsSpan(taken.At, taken.End - taken.At));
            default:
                if (one.Length < 3) return ByteMutator.Mutate(input, other, random, from);
                // A longer or shorter payload with a length that fits.
                var grow = random.OneIn(2);
                var count = 1 + random.Small(40);
                var changed = grow
                    ? ByteMutator.Insert(input, random.Next(one.Payload, one.End + 1), random.Bytes(count))
                    : ByteMutator.Cut(input, one.Payload, Math.Min(count, one.Length - 2));
                return ByteMutator.Changed(changed, b => BinaryPrimitives.WriteUInt16BigEndian(
                    b.AsSpan(one.At + 2), (ushort)(one.Length + (grow ? count : -Math.Min(count, one.Length - 2)))));
        }
    }

    private static byte AnyCode(FuzzRandom random, bool jpeg2000) => jpeg2000
        ? random.OneIn(2) ? random.Pick<byte>([0x51, 0x52, 0x53, 0x5C, 0x5D, 0x5E, 0x5F, 0x60, 0x61, 0x64, 0x90, 0x93, 0xD9, 0x91, 0x92])
            : (byte)random.Next(0x30, 0x94)
        : random.OneIn(2) ? random.Pick<byte>([0xC0, 0xC1, 0xC3, 0xC4, 0xDA, 0xDB, 0xDD, 0xF7, 0xF8, 0xD0, 0xD9, 0xEE, 0xE0, 0xDC])
            : (byte)random.Next(0xC0, 0x100);
}
