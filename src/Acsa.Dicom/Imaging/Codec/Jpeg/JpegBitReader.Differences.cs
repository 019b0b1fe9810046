using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <content>The differences of lossless scans.</content>
internal ref partial struct JpegBitReader
{
    /// <summary>
    /// One row of differences (T.81 H.1.2.2) for each component, interleaved by sample: component i is coded by table i and goes to row i.
    /// </summary>
    public void ReadDifferences(JpegHuffmanTable[] tables, int[][] rows, int width)
    {
        var (bits, count) = (_bits, _count);
        for (var x = 0; x < width; x++)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var table = tables[i];
                if (count < MostBits) Fill(ref bits, ref count);
                // Unchecked: 2^10 entries for ten bits.
                var entry = Unsafe.Add(
                    ref MemoryMarshal.GetArrayDataReference(table.Lookup), (nint)(bits >> (64 - JpegHuffmanTable.LookupBits)));
                int difference;
                if ((entry & JpegHuffmanTable.HasValue) != 0)
                {
                    Skip(ref bits, ref count, entry & 31);
                    difference = entry >> 16;
                }
                else
                {
                    var size = ReadSymbol(table, entry, ref bits, ref count);
                    if (size > 16) JpegFailure.ThrowBadCode();
                    // Size 16 stands for 32768 and has no further bits.
                    difference = size == 16 ? 32768 : size == 0 ? 0 : ReceiveExtend(size, ref bits, ref count);
                }
                rows[i][x] = difference;
            }
        }
        (_bits, _count) = (bits, count);
    }
}
