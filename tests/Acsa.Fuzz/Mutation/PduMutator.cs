using System.Buffers.Binary;

namespace Acsa.Fuzz;

/// <summary>Changes a stream of PDUs: their order, their lengths, the items and values within them.</summary>
internal static class PduMutator
{
    private const int Header = 6;

    public static byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        var pdus = Find(input);
        if (pdus.Count == 0 || random.OneIn(5)) return ByteMutator.Mutate(input, other, random);
        var (at, length) = random.Pick(pdus);
        switch (random.Next(9))
        {
            case 0: return ByteMutator.Cut(input, at, length);
            case 1: return ByteMutator.Insert(input, at, input.AsSpan(at, length));
            case 2:
                var foreign = Find(other);
                if (foreign.Count == 0) return input;
                var (otherAt, otherLength) = random.Pick(foreign);
                return ByteMutator.Insert(input, random.OneIn(2) ? at : at + length, other.AsSpan(otherAt, otherLength));
            case 3:
                var claimed = random.OneIn(2) ? (uint)(length - Header + random.Next(-3, 4)) : random.Interesting();
                return ByteMutator.Changed(input, b => BinaryPrimitives.WriteUInt32BigEndian(b.AsSpan(at + 2), claimed));
            case 4: return ByteMutator.Changed(input, b => b[at] = (byte)random.Next(10));
            case 5 when input[at] == 4 && length >= Header + 6:
                // | 0..3 length of the value | 4 context | 5 control |
                return ByteMutator.Changed(input, b =>
                {
                    if (random.OneIn(3)) BinaryPrimitives.WriteUInt32BigEndian(b.AsSpan(at + Header), random.Interesting());
                    else b[at + Header + 4 + random.Next(2)] = (byte)random.Next(8);
                });
            case 6 when input[at] == 4 && length >= Header + 14: return CommandElement(input, at + Header + 6, length - Header - 6, random);
            case 7 when input[at] is 1 or 2 && length > 80: return Item(input, at, length, random);
            default:
                if (length <= Header) return input;
                return ByteMutator.Changed(input, b => b[random.Next(at + Header, at + length)] = random.NextByte());
        }
    }

    private static List<(int At, int Length)> Find(byte[] input)
    {
        var found = new List<(int, int)>();
        for (var at = 0; at + Header <= input.Length;)
        {
            var length = (long)BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(at + 2)) + Header;
            if (length > input.Length - at) length = input.Length - at;
            found.Add((at, (int)length));
            at += (int)length;
        }
        return found;
    }

    // | type | reserved | length 2 |, from byte 74 of the PDU on
    private static byte[] Item(byte[] input, int pdu, int length, FuzzRandom random)
    {
        var items = new List<int>();
        for (var at = pdu + 74; at + 4 <= pdu + length; at += 4 + BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(at + 2))) items.Add(at);
        if (items.Count == 0) return input;
        var item = random.Pick(items);
        var end = Math.Min(pdu + length, item + 4 + BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(item + 2)));
        return random.Next(4) switch
        {
            0 => ByteMutator.Changed(input, b => BinaryPrimitives.WriteUInt16BigEndian(b.AsSpan(item + 2), (ushort)random.Interesting())),
            1 => ByteMutator.Changed(input, b => b[item] = random.Pick<byte>([0x10, 0x20, 0x21, 0x30, 0x40, 0x50, 0x51, 0x52, 0x53, 0x54,
                0x55, 0x56, 0x58, 0x59])),
            2 => Resized(ByteMutator.Insert(input, item, input.AsSpan(item, end - item)), pdu, length + end - item),
            _ => Resized(ByteMutator.Cut(input, item, end - item), pdu, length - (end - item)),
        };
    }

    private static byte[] Resized(byte[] input, int pdu, int length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(input.AsSpan(pdu + 2), (uint)(length - Header));
        return input;
    }

    // | group 2 | element 2 | length 4 | value |
    private static byte[] CommandElement(byte[] input, int from, int length, FuzzRandom random)
    {
        var elements = new List<int>();
        for (long at = from; at + 8 <= from + length;)
        {
            elements.Add((int)at);
            at += 8 + BinaryPrimitives.ReadUInt32LittleEndian(input.AsSpan((int)at + 4));
        }
        if (elements.Count == 0) return input;
        var element = random.Pick(elements);
        return ByteMutator.Changed(input, b =>
        {
            switch (random.Next(3))
            {
                case 0: BinaryPrimitives.WriteUInt32LittleEndian(b.AsSpan(element + 4), random.Interesting()); break;
                case 1: BinaryPrimitives.WriteUInt16LittleEndian(b.AsSpan(element + 2),
                    random.Pick<ushort>([0, 2, 3, 0x100, 0x110, 0x120, 0x600, 0x700, 0x800, 0x900, 0x902, 0x1000, 0x1001, 0x1002, 0x1008,
                        0x1030, 0x1031])); break;
                default: if (element + 10 <= b.Length) BinaryPrimitives.WriteUInt16LittleEndian(b.AsSpan(element + 8),
                    (ushort)random.Interesting()); break;
            }
        });
    }
}
