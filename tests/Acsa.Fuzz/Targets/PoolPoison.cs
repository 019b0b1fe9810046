using System.Buffers;
using System.Runtime.InteropServices;

namespace Acsa.Fuzz;

/// <summary>Fills what the shared pools would hand out next: whoever still reads from there, or takes it for zeros, is seen.</summary>
internal static class PoolPoison
{
    public static void Spread(byte filler)
    {
        for (var size = 64; size <= 1 << 18; size *= 4)
        {
            var bytes = ArrayPool<byte>.Shared.Rent(size);
            bytes.AsSpan().Fill(filler);
            ArrayPool<byte>.Shared.Return(bytes);
            var words = ArrayPool<ushort>.Shared.Rent(size);
            MemoryMarshal.AsBytes(words.AsSpan()).Fill(filler);
            ArrayPool<ushort>.Shared.Return(words);
        }
    }

    /// <summary>The pieces in which files are read.</summary>
    public static void SpreadReadBuffers(byte filler)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
        bytes.AsSpan().Fill(filler);
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
