using System.Buffers.Binary;

namespace Acsa.Fuzz;

/// <summary>Changes that need no knowledge of the format, from <c>from</c> on.</summary>
internal static class ByteMutator
{
    public static byte[] Mutate(byte[] input, byte[] other, FuzzRandom random, int from = 0)
    {
        if (input.Length <= from) return [.. input, .. random.Bytes(1 + random.Small(16))];
        var at = random.Next(from, input.Length);
        var length = Math.Min(1 + random.Small(64), input.Length - at);
        switch (random.Next(11))
        {
            case 0: return Changed(input, b => b[at] ^= (byte)(1 << random.Next(8)));
            case 1: return Changed(input, b => b[at] = random.NextByte());
            case 2: return Changed(input, b => b[at] = (byte)(b[at] + random.Next(-4, 5)));
            case 3: return Changed(input, b => WriteNumber(b.AsSpan(at), random.Interesting(), random));
            case 4: return Changed(input, b => b.AsSpan(at, length).Fill(random.OneIn(2) ? (byte)0 : (byte)0xFF));
            case 5: return Changed(input, b => random.Bytes(length).CopyTo(b, at));
            case 6: return Cut(input, at, length);
            case 7: return Insert(input, at, random.Bytes(length));
            case 8: return Insert(input, at, input.AsSpan(at, length));
            case 9: return input[..at];
            default: return Splice(input, other, at, random);
        }
    }

    public static byte[] Changed(byte[] input, Action<byte[]> change)
    {
        var copy = (byte[])input.Clone();
        change(copy);
        return copy;
    }

    public static byte[] Cut(byte[] input, int at, int length) => [.. input.AsSpan(0, at), .. input.AsSpan(at + length)];

    public static byte[] Insert(byte[] input, int at, ReadOnlySpan<byte> bytes) => [.. input.AsSpan(0, at), .. bytes, .. input.AsSpan(at)];

    public static byte[] Replace(byte[] input, int at, int length, ReadOnlySpan<byte> bytes) =>
        [.. input.AsSpan(0, at), .. bytes, .. input.AsSpan(at + length)];

    /// <summary>A piece of another input in place of what is here, or before it.</summary>
    private static byte[] Splice(byte[] input, byte[] other, int at, FuzzRandom random)
    {
        if (other.Length == 0) return input;
        var start = random.Next(other.Length);
        var piece = other.AsSpan(start, Math.Min(1 + random.Small(1024), other.Length - start));
        return Replace(input, at, random.OneIn(2) ? Math.Min(piece.Length, input.Length - at) : 0, piece);
    }

    public static void WriteNumber(Span<byte> at, uint value, FuzzRandom random)
    {
        var big = random.OneIn(2);
        if (at.Length >= 4 && random.OneIn(2))
        {
            if (big) BinaryPrimitives.WriteUInt32BigEndian(at, value);
            else BinaryPrimitives.WriteUInt32LittleEndian(at, value);
        }
        else if (at.Length >= 2)
        {
            if (big) BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)value);
            else BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)value);
        }
        else
        {
            at[0] = (byte)value;
        }
    }
}
