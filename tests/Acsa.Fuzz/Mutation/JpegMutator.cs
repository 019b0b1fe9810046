using System.Buffers.Binary;

namespace Acsa.Fuzz;

/// <summary>
/// Changes the fields of JPEG and JPEG-LS streams: frame and scan headers, tables, restart intervals, entropy-coded data.
/// </summary>
internal static class JpegMutator
{
    public static byte[] Mutate(byte[] input, byte[] other, FuzzRandom random, int from)
    {
        var segments = MarkerSegments.Find(input, from, jpeg2000: false);
        if (segments.Count == 0 || random.OneIn(8)) return ByteMutator.Mutate(input, other, random, from);
        if (random.OneIn(6)) return MarkerSegments.Rearrange(input, other, segments, random, from, jpeg2000: false);
        var one = random.Pick(segments);
        if (one.Length <= 2) return one.Code == 0xDA ? EntropyData(input, one.End, random) : AddRestartInterval(input, one.At, random);
        return one.Code switch
        {
            0xC4 when one.Length > 19 => ByteMutator.Changed(input, b => HuffmanTable(b.AsSpan(one.Payload, one.Length - 2), random)),
            >= 0xC0 and <= 0xCF or 0xF7 when one.Length > 10 =>
                ByteMutator.Changed(input, b => FrameHeader(b.AsSpan(one.Payload, one.Length - 2), random)),
            0xDA => random.OneIn(2) ? EntropyData(input, one.End, random)
                : ByteMutator.Changed(input, b => Field(b.AsSpan(one.Payload, one.Length - 2), random, 4)),
            0xDB => ByteMutator.Changed(input, b => Field(b.AsSpan(one.Payload, one.Length - 2), random, 256)),
            0xDD when one.Length >= 4 => ByteMutator.Changed(input,
                b => BinaryPrimitives.WriteUInt16BigEndian(b.AsSpan(one.Payload), (ushort)random.Small(80))),
            0xF8 when one.Length == 13 => ByteMutator.Changed(input, b => BinaryPrimitives.WriteUInt16BigEndian(
                b.AsSpan(one.Payload + 1 + 2 * random.Next(5)),
                random.OneIn(2) ? (ushort)random.Small(300) : (ushort)random.Interesting())),
            _ => AddRestartInterval(input, one.At, random),
        };
    }

    // | 0 precision | 1..2 lines | 3..4 samples a line | 5 components | then identifier, sampling, table |
    private static void FrameHeader(Span<byte> header, FuzzRandom random)
    {
        switch (random.Next(6))
        {
            case 0: header[0] = (byte)random.Next(0, 18); break;
            case 1: BinaryPrimitives.WriteUInt16BigEndian(header[1..], Side(random)); break;
            case 2: BinaryPrimitives.WriteUInt16BigEndian(header[3..], Side(random)); break;
            case 3: header[5] = (byte)random.Next(5); break;
            case 4 when header.Length >= 9:
                var component = 6 + 3 * random.Next((header.Length - 6) / 3);
                header[component + 1] = (byte)(random.Next(5) << 4 | random.Next(5));
                break;
            default: Field(header[6..], random, 256); break;
        }
    }

    private static ushort Side(FuzzRandom random) => random.Next(5) switch
    {
        0 => (ushort)random.Next(0, 20),
        1 => (ushort)random.Next(20, 600),
        2 => (ushort)random.Interesting(),
        _ => (ushort)random.Next(1, 100),
    };

    // | 0 class and identifier | 1..16 how many codes of each length | then their symbols |
    private static void HuffmanTable(Span<byte> table, FuzzRandom random)
    {
        switch (random.Next(4))
        {
            case 0: table[0] = (byte)(random.Next(2) << 4 | random.Next(5)); break;
            case 1:
                // As many symbols as before, at other lengths.
                var (a, b) = (1 + random.Next(16), 1 + random.Next(16));
                if (table[a] == 0) break;
                table[a]--;
                table[b]++;
                break;
            case 2: table[1 + random.Next(16)] = random.NextByte(); break;
            default: table[17 + random.Next(table.Length - 17)] = random.NextByte(); break;
        }
    }

    private static void Field(Span<byte> bytes, FuzzRandom random, int limit)
    {
        if (bytes.Length > 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(limit);
    }

    private static byte[] EntropyData(byte[] input, int from, FuzzRandom random)
    {
        if (from >= input.Length) return input;
        var at = random.Next(from, input.Length);
        return random.Next(6) switch
        {
            0 => ByteMutator.Insert(input, at, [0xFF, (byte)(0xD0 + random.Next(8))]),
            1 => ByteMutator.Insert(input, at, [0xFF, (byte)random.Next(256)]),
            2 => ByteMutator.Cut(input, at, Math.Min(1 + random.Small(8), input.Length - at)),
            3 => input[..at],
            4 => ByteMutator.Changed(input,
                b => b.AsSpan(at, Math.Min(random.Small(64), b.Length - at)).Fill(random.OneIn(2) ? (byte)0 : (byte)0xFE)),
            _ => ByteMutator.Changed(input, b => b[at] = random.NextByte()),
        };
    }

    private static byte[] AddRestartInterval(byte[] input, int at, FuzzRandom random) =>
        ByteMutator.Insert(input, at, [0xFF, 0xDD, 0, 4, 0, (byte)random.Small(64)]);
}
