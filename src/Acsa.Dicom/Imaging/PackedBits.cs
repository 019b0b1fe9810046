namespace Acsa.Dicom.Imaging;

/// <summary>Moves runs of bits between positions inside bytes; the first pixel is the lowest bit (PS3.5 8.1.1).</summary>
internal static class PackedBits
{
    /// <summary>
    /// Copies <paramref name="count"/> bits from bit <paramref name="shift"/> (0–7) of <paramref name="source"/> to bit 0 of a new array;
    /// the rest is zero.
    /// </summary>
    public static byte[] Extract(ReadOnlySpan<byte> source, int shift, long count, int size)
    {
        var result = new byte[size];
        var bytes = (int)((count + 7) / 8);
        if (shift == 0)
        {
            source[..bytes].CopyTo(result);
        }
        else
        {
            for (var i = 0; i < bytes; i++)
            {
                var high = i + 1 < source.Length ? source[i + 1] << (8 - shift) : 0;
                result[i] = (byte)((source[i] >> shift) | high);
            }
        }
        var spare = (int)(count & 7);
        if (spare != 0) result[bytes - 1] &= (byte)((1 << spare) - 1);
        return result;
    }

    /// <summary>
    /// Writes <paramref name="count"/> bits of <paramref name="source"/> behind the first <paramref name="at"/> bits of <paramref
    /// name="target"/>, whose bits from there on are zero.
    /// </summary>
    public static void Append(ReadOnlySpan<byte> source, long count, Span<byte> target, long at)
    {
        var aligned = Extract(source, 0, count, (int)((count + 7) / 8));
        var first = (int)(at >> 3);
        var shift = (int)(at & 7);
        if (shift == 0)
        {
            aligned.CopyTo(target[first..]);
            return;
        }
        for (var i = 0; i < aligned.Length; i++)
        {
            target[first + i] |= (byte)(aligned[i] << shift);
            var high = (byte)(aligned[i] >> (8 - shift));
            if (high != 0) target[first + i + 1] |= high;
        }
    }
}
