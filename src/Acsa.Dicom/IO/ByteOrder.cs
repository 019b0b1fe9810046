using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Acsa.Dicom.IO;

/// <summary>Turns big-endian values into little-endian ones and back.</summary>
internal static class ByteOrder
{
    /// <summary>Reverses the bytes of each whole unit in place; a remainder stays as it is.</summary>
    internal static void Swap(Span<byte> bytes, int unitSize)
    {
        switch (unitSize)
        {
            case 2:
                var words = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 4:
                var longs = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
            case 8:
                var veryLongs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(veryLongs, veryLongs);
                break;
        }
    }
}
