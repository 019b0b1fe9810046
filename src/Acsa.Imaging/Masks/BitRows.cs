using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Acsa.Imaging;

/// <summary>A mask with 64 pixels in a word: bit i of a row's word k is pixel 64 k + i. Bits beyond the width are 0.</summary>
internal sealed class BitRows
{
    private const int WordBits = 64;

    private static readonly ulong[] s_bytesOf = [.. Enumerable.Range(0, 256).Select(Spread)];

    private readonly ulong[] _words;

    private BitRows(int width, int height)
    {
        (Width, Height, WordsInRow) = (width, height, (width + WordBits - 1) / WordBits);
        _words = new ulong[checked(WordsInRow * height)];
    }

    public int Width { get; }
    public int Height { get; }
    public int WordsInRow { get; }

    // What a row's last word may hold.
    private ulong LastWord => Width % WordBits == 0 ? ulong.MaxValue : (1UL << (Width % WordBits)) - 1;

    public Span<ulong> this[int y] => _words.AsSpan(y * WordsInRow, WordsInRow);

    /// <summary>Packs a mask, or what is outside of it.</summary>
    public static BitRows From(Mask mask, bool outside = false)
    {
        var rows = new BitRows(mask.Width, mask.Height);
        for (var y = 0; y < mask.Height; y++) Pack(mask.Row(y), rows[y]);
        return outside ? rows.Inverted() : rows;
    }

    /// <summary>The mask, or what is outside of it.</summary>
    public Mask ToMask(bool outside = false)
    {
        if (outside) return Inverted().ToMask();
        var mask = new Mask(Width, Height);
        for (var y = 0; y < Height; y++) Unpack(this[y], mask.WritableRow(y));
        return mask;
    }

    /// <summary>Inside wherever the element, centred there, meets a pixel inside.</summary>
    public BitRows Dilated(StructuringElement element)
    {
        var result = new BitRows(Width, Height);
        // Rows of the element by what they reach, so that each widening goes on from the one before.
        var byReach = element.Rows.OrderBy(row => row.Left + row.Right).ThenBy(row => row.Left).ToArray();
        var wide = new ulong[WordsInRow].AsSpan();
        for (var y = 0; y < Height; y++)
        {
            var source = this[y];
            if (!source.ContainsAnyExcept(0UL)) continue;
            source.CopyTo(wide);
            var (left, right) = (0, 0);
            foreach (var row in byReach)
            {
                // A pixel p is met by the element centred at p − offset: what reaches to the right spreads to the left.
                if (row.Right < left || row.Left < right)
                {
                    source.CopyTo(wide);
                    (left, right) = (0, 0);
                }

                Widen(wide, ref left, ref right, row.Right, row.Left);
                var target = y - row.Y;
                if ((uint)target < (uint)Height) Or(result[target], wide);
            }
        }

        return result;
    }

    private BitRows Inverted()
    {
        for (var i = 0; i < _words.Length; i++) _words[i] = ~_words[i];
        for (var y = 0; y < Height; y++) this[y][^1] &= LastWord;
        return this;
    }

    // From what was widened by (left, right) to what is widened by (newLeft, newRight). No step is longer than what is filled on its own
    // side: what the other side should have filled may lie beyond the border.
    private void Widen(Span<ulong> row, ref int left, ref int right, int newLeft, int newRight)
    {
        while (left < newLeft)
        {
            var step = Math.Min(Math.Min(newLeft - left, left + 1), WordBits - 1);
            OrShiftedDown(row, step);
            left += step;
        }

        while (right < newRight)
        {
            var step = Math.Min(Math.Min(newRight - right, right + 1), WordBits - 1);
            OrShiftedUp(row, step);
            right += step;
        }

        row[^1] &= LastWord;
    }

    private static void OrShiftedUp(Span<ulong> row, int step)
    {
        var i = row.Length - 1;
        ref var first = ref MemoryMarshal.GetReference(row);
        for (; i > 0; i--)
            Unsafe.Add(ref first, i) |= (Unsafe.Add(ref first, i) << step) | (Unsafe.Add(ref first, i - 1) >> (WordBits - step));
        first |= first << step;
    }

    private static void OrShiftedDown(Span<ulong> row, int step)
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var last = row.Length - 1;
        for (var i = 0; i < last; i++)
            Unsafe.Add(ref first, i) |= (Unsafe.Add(ref first, i) >> step) | (Unsafe.Add(ref first, i + 1) << (WordBits - step));
        Unsafe.Add(ref first, last) |= Unsafe.Add(ref first, last) >> step;
    }

    private static void Or(Span<ulong> target, ReadOnlySpan<ulong> source)
    {
        for (var i = 0; i < target.Length; i++) target[i] |= source[i];
    }

    /// <summary>
    /// Finds the runs of <paramref name="value"/> (0 or 1) in a row of pixels; gives their number, start and end (exclusive) by turns.
    /// </summary>
    /// <param name="words">Room for the packed row.</param>
    /// <param name="ends">Room for as many numbers as the row has pixels, and one more.</param>
    public static int FindRuns(ReadOnlySpan<byte> pixels, byte value, Span<ulong> words, Span<int> ends)
    {
        words.Clear();
        Pack(pixels, words);
        var count = 0;
        var before = value == 1 ? 0UL : ulong.MaxValue; // What lies left of the row counts as the other value.
        for (var k = 0; k < words.Length; k++)
        {
            // A bit wherever a pixel differs from the one to its left.
            var changes = words[k] ^ ((words[k] << 1) | (before >> (WordBits - 1)));
            before = words[k];
            for (; changes != 0; changes &= changes - 1)
            {
                var at = k * WordBits + BitOperations.TrailingZeroCount(changes);
                if (at < pixels.Length) ends[count++] = at;
            }
        }

        if (count % 2 == 1) ends[count++] = pixels.Length;
        return count / 2;
    }

    private static void Pack(ReadOnlySpan<byte> pixels, Span<ulong> words)
    {
        var at = 0;
        for (; at + WordBits <= pixels.Length; at += WordBits)
        {
            var low = Vector256.Equals(Vector256.Create(pixels[at..]), Vector256<byte>.One).ExtractMostSignificantBits();
            var high = Vector256.Equals(Vector256.Create(pixels[(at + 32)..]), Vector256<byte>.One).ExtractMostSignificantBits();
            words[at / WordBits] = low | ((ulong)high << 32);
        }

        for (; at < pixels.Length; at++) words[at / WordBits] |= (ulong)(pixels[at] & 1) << (at % WordBits);
    }

    private static void Unpack(ReadOnlySpan<ulong> words, Span<byte> pixels)
    {
        var at = 0;
        for (; at + 8 <= pixels.Length; at += 8)
        {
            var bits = (byte)(words[at / WordBits] >> (at % WordBits));
            if (bits != 0) MemoryMarshal.Write(pixels[at..], s_bytesOf[bits]);
        }

        for (; at < pixels.Length; at++) pixels[at] = (byte)((words[at / WordBits] >> (at % WordBits)) & 1);
    }

    // Eight bits as eight bytes in the machine's order of bytes.
    private static ulong Spread(int bits)
    {
        Span<byte> bytes = stackalloc byte[8];
        for (var i = 0; i < 8; i++) bytes[i] = (byte)((bits >> i) & 1);
        return MemoryMarshal.Read<ulong>(bytes);
    }
}
