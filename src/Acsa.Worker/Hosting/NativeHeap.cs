using System.Runtime.InteropServices;

namespace Acsa.Worker.Hosting;

/// <summary>
/// The C library's allocator, from which models and codecs take their memory. glibc gives each thread a heap of its own and keeps what is
/// freed; under load that rises for many minutes although nothing is leaked. It is told to keep few heaps and to give back what is free.
/// Other C libraries, and Windows, do so by themselves: there nothing is done.
/// </summary>
sealed class NativeHeap(TimeProvider time)
{
    const int ArenaMax = -8; // M_ARENA_MAX, malloc.h of glibc
    const int Arenas = 2;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    static readonly bool IsGlibc = OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library)
        && NativeLibrary.TryGetExport(library, "mallopt", out _) && NativeLibrary.TryGetExport(library, "malloc_trim", out _);

    /// <summary>To be called before threads take heaps; false where there is nothing to be told.</summary>
    public static bool Bound() => IsGlibc && SetOption(ArenaMax, Arenas) != 0;

    /// <summary>Gives back what is free, every half minute; runs until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Pause, time, stop);
            Trim();
        }
    }

    /// <summary>Gives free pages back to the system; false where nothing could be.</summary>
    public static bool Trim() => IsGlibc && GiveBack(0) != 0;

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    static extern int SetOption(int option, int value);

    [DllImport("libc.so.6", EntryPoint = "malloc_trim")]
    static extern int GiveBack(nuint keep);
}
