using System.Buffers.Binary;

namespace Acsa.Fuzz;

/// <summary>Changes the fields of JPEG 2000 codestreams: SIZ, COD, QCD and their kin, tile-parts, packets.</summary>
internal static class Jpeg2000Mutator
{
    public static byte[] Mutate(byte[] input, byte[] other, FuzzRandom random, int from)
    {
        var segments = MarkerSegments.Find(input, from, jpeg2000: true);
        if (segments.Count == 0 || random.OneIn(8)) return ByteMutator.Mutate(input, other, random, from);
        if (random.OneIn(6)) return MarkerSegments.Rearrange(input, other, segments, random, from, jpeg2000: true);
        var one = random.Pick(segments);
        if (one.Length > 2)
        {
            return one.Code switch
            {
                0x51 => ByteMutator.Changed(input, b => Size(b.AsSpan(one.Payload, one.Length - 2), random)),
                0x52 or 0x53 => ByteMutator.Changed(input,
                    b => CodingStyle(b.AsSpan(one.Payload, one.Length - 2), one.Code == 0x53, random)),
                0x5C or 0x5D => ByteMutator.Changed(input, b => Quantization(b.AsSpan(one.Payload, one.Length - 2), random)),
                0x90 when one.Length == 10 => ByteMutator.Changed(input, b => TilePart(b.AsSpan(one.Payload, 8), random)),
                _ => ByteMutator.Changed(input, b => b[random.Next(one.Payload, one.End)] = random.NextByte()),
            };
        }
        return random.OneIn(8) ? EmptyPackets(input, one.End, random) : Packets(input, one.End, random);
    }

    // | 0 Rsiz | 2 Xsiz | 6 Ysiz | 10 XOsiz | 14 YOsiz | 18 XTsiz | 22 YTsiz | 26 XTOsiz | 30 YTOsiz | 34 Csiz | 36.. components |
    private static void Size(Span<byte> segment, FuzzRandom random)
    {
        if (segment.Length < 39 || random.OneIn(4))
        {
            segment[random.Next(segment.Length)] = random.NextByte();
            return;
        }
        var field = segment[(2 + 4 * random.Next(8))..];
        uint value = random.Next(6) switch
        {
            0 => random.Interesting(),
            1 => (uint)random.Next(1, 2000),
            2 => BinaryPrimitives.ReadUInt32BigEndian(field) + (uint)random.Next(-3, 4),
            3 => 1u,
            _ => (uint)random.Next(1, 100),
        };
        BinaryPrimitives.WriteUInt32BigEndian(field, value);
    }

    // COD | 0 Scod | 1 order | 2..3 layers | 4 transform | 5 levels | 6 xcb | 7 ycb | 8 style | 9 transformation | 10.. precincts |
    private static void CodingStyle(Span<byte> segment, bool isComponent, FuzzRandom random)
    {
        var at = random.Next(segment.Length);
        var sp = isComponent ? 2 : 5;
        switch (at - sp)
        {
            case 0: segment[at] = (byte)random.Next(34); break;
            case 1 or 2: segment[at] = (byte)random.Next(9); break;
            case 3: segment[at] = (byte)random.Next(64); break;
            case 4: segment[at] ^= 1; break;
            case >= 5: segment[at] = (byte)(random.Next(16) << 4 | random.Next(16)); break;
            default:
                if (!isComponent && at is 2 or 3) BinaryPrimitives.WriteUInt16BigEndian(segment[2..],
                    (ushort)(random.OneIn(3) ? random.Interesting() : (uint)random.Small(40)));
                else segment[at] = (byte)random.Next(8);
                break;
        }
    }

    private static void Quantization(Span<byte> segment, FuzzRandom random)
    {
        if (random.OneIn(3)) segment[0] = (byte)(random.Next(8) << 5 | random.Next(3));
        else segment[random.Next(segment.Length)] = random.NextByte();
    }

    // | 0 tile | 2 Psot | 6 tile-part | 7 tile-parts |
    private static void TilePart(Span<byte> segment, FuzzRandom random)
    {
        switch (random.Next(4))
        {
            case 0: BinaryPrimitives.WriteUInt16BigEndian(segment, (ushort)random.Small(12)); break;
            case 1: BinaryPrimitives.WriteUInt32BigEndian(segment[2..], random.OneIn(2) ? 0 : random.Interesting()); break;
            case 2: BinaryPrimitives.WriteUInt32BigEndian(segment[2..], BinaryPrimitives.ReadUInt32BigEndian(segment[2..])
                + (uint)random.Next(-9, 10)); break;
            default: segment[6 + random.Next(2)] = (byte)random.Small(4); break;
        }
    }

    private static byte[] Packets(byte[] input, int from, FuzzRandom random)
    {
        if (from >= input.Length) return input;
        var at = random.Next(from, input.Length);
        return random.Next(5) switch
        {
            0 => ByteMutator.Replace(input, at, 1, [random.NextByte()]),
            1 => ByteMutator.Changed(input, b => b[at] ^= (byte)(1 << random.Next(8))),
            // Packet headers stand where packets begin: the first bytes behind SOD are the first of them.
            2 => ByteMutator.Changed(input, b => b[from + Math.Min(random.Small(12), b.Length - from - 1)] = random.NextByte()),
            3 => ByteMutator.Cut(input, at, Math.Min(1 + random.Small(16), input.Length - at)),
            _ => ByteMutator.Insert(input, at, random.OneIn(2) ? [0xFF, (byte)random.Next(256)] : random.Bytes(1 + random.Small(8))),
        };
    }

    /// <summary>A tile whose packets say little, many times: the layers and precincts that a byte can ask for.</summary>
    private static byte[] EmptyPackets(byte[] input, int from, FuzzRandom random)
    {
        var packets = new byte[1 << random.Next(4, 17)];
        packets.AsSpan().Fill(random.Pick<byte>([0x00, 0x80, 0xC0, 0xFF, 0xF0]));
        return ByteMutator.Replace(input, Math.Min(from, input.Length), Math.Max(0, input.Length - from), packets);
    }
}
