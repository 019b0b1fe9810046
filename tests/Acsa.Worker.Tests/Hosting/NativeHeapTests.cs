using System.Runtime.InteropServices;
using Acsa.Worker.Hosting;

namespace Acsa.Worker.Tests.Hosting;

public sealed unsafe class NativeHeapTests
{
    [Fact]
    public void What_is_free_below_what_is_in_use_is_given_back()
    {
        // Small enough to come from a heap, and the last one stays in use on top of the others.
        var blocks = new nint[4096];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = (nint)NativeMemory.Alloc(16 * 1024);
            NativeMemory.Fill((void*)blocks[i], 16 * 1024, 1);
        }

        foreach (var block in blocks[..^1]) NativeMemory.Free((void*)block);
        var given = NativeHeap.Trim();
        NativeMemory.Free((void*)blocks[^1]);
        Assert.Equal(NativeHeap.Bound(), given); // Both, or on another C library neither.
    }
}
