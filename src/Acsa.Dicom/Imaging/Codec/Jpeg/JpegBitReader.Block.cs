using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <content>Blocks of DCT coefficients.</content>
internal ref partial struct JpegBitReader
{
    /// <summary>
    /// F.2.2.1 and F.2.2.2: DC difference, then runs of zeros and AC coefficients, dequantised by <paramref name="steps"/> (zig-zag order)
    /// into <paramref name="block"/> (natural order, cleared first). False where all AC coefficients are zero.
    /// </summary>
    public bool ReadBlock(
        scoped Span<int> block, JpegHuffmanTable dc, JpegHuffmanTable ac, ReadOnlySpan<int> steps, scoped ref int prediction)
    {
        block = block[..64];
        block.Clear();
        prediction += ReadDifference(dc);
        block[0] = prediction * steps[0];

        // Unchecked below: 64 coefficients and steps, of which k is never more than the last; 2^10 entries for ten bits.
        ref var coefficients = ref MemoryMarshal.GetReference(block);
        ref var step = ref MemoryMarshal.GetReference(steps[..64]);
        ref var natural = ref MemoryMarshal.GetReference(JpegTables.NaturalOrder);
        ref var lookup = ref MemoryMarshal.GetArrayDataReference(ac.Lookup);
        var (bits, count) = (_bits, _count);
        var any = false;
        for (var k = 1; k < 64; k++)
        {
            if (count < MostBits) Fill(ref bits, ref count);
            var entry = Unsafe.Add(ref lookup, (nint)(bits >> (64 - JpegHuffmanTable.LookupBits)));
            int value;
            if ((entry & JpegHuffmanTable.HasValue) != 0)
            {
                Skip(ref bits, ref count, entry & 31);
                k += (entry >> 12) & 15;
                value = entry >> 16;
            }
            else
            {
                var symbol = ReadSymbol(ac, entry, ref bits, ref count);
                var size = symbol & 15;
                if (size == 0)
                {
                    if (symbol != 0xF0) break;
                    k += 15;
                    continue;
                }
                k += symbol >> 4;
                value = ReceiveExtend(size, ref bits, ref count);
            }
            if (k > 63) JpegFailure.ThrowBadCode();
            Unsafe.Add(ref coefficients, (nint)Unsafe.Add(ref natural, k)) = value * Unsafe.Add(ref step, k);
            any = true;
        }
        (_bits, _count) = (bits, count);
        if (Overrun) JpegFailure.ThrowEntropyDataEnds();
        return any;
    }
}
