using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Acsa.Benchmarks;

/// <summary>CPU time and memory of a process and all that it has started, also of children that have ended (Linux: proc(5)).</summary>
static class ProcessMeter
{
    const double TicksPerSecond = 100; // sysconf(_SC_CLK_TCK), the same on every Linux that .NET runs on

    /// <summary>CPU seconds, user and system.</summary>
    public static double CpuSeconds(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }

        return Tree(process.Id).Sum(Seconds);
    }

    /// <summary>CPU seconds of the children of this process that have ended.</summary>
    public static double EndedChildrenCpuSeconds() =>
        OperatingSystem.IsLinux() && Fields(Environment.ProcessId) is { } fields ? (fields[13] + fields[14]) / TicksPerSecond : double.NaN;

    /// <summary>Highest resident memory so far in bytes, of the largest process.</summary>
    public static long PeakMemory(Process process)
    {
        if (OperatingSystem.IsLinux()) return Tree(process.Id).Select(id => Status(id, "VmHWM:")).DefaultIfEmpty().Max();
        process.Refresh();
        return process.PeakWorkingSet64;
    }

    /// <summary>CPU seconds of the whole machine, for seeing what others used meanwhile.</summary>
    public static double MachineCpuSeconds()
    {
        if (!OperatingSystem.IsLinux()) return double.NaN;
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // user nice system … irq softirq steal; not idle, not iowait
        return new[] { 1, 2, 3, 6, 7, 8 }.Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    static IEnumerable<int> Tree(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var id) && Fields(id) is { } fields) parents[id] = (int)fields[1];
        for (var i = 0; i < 4; i++)
        {
            foreach (var (id, parent) in parents)
                if (parent == root) parents[id] = -1; else if (parents.GetValueOrDefault(parent) == -1) parents[id] = -1;
        }

        return parents.Where(pair => pair.Value == -1).Select(pair => pair.Key).Append(root);
    }

    // A process's own clock counts nanoseconds, threads that have ended included; ticks of 10 ms say what became of children that ended.
    static double Seconds(int id)
    {
        // clock_getcpuclockid(3): the clock of a process is its inverted number, shifted, and 2 for all of its time.
        if (ClockGetTime((~id << 3) | 2, out var own) != 0) return Ticks(id) / TicksPerSecond;
        return own.Seconds + own.Nanoseconds / 1e9 + (Fields(id) is { } fields ? (fields[13] + fields[14]) / TicksPerSecond : 0);
    }

    // utime and stime, and those of children waited for; a child that was not is still listed, as a zombie.
    static long Ticks(int id) => Fields(id) is { } fields ? fields[11] + fields[12] + fields[13] + fields[14] : 0;

    // The fields after the command's name, from the state on; the name may hold anything but is in parentheses.
    static long[]? Fields(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return [.. stat[(stat.LastIndexOf(')') + 2)..].Split(' ').Select(text =>
                long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    static extern int ClockGetTime(int clock, out TimeSpec time);

    static long Status(int id, string key)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
            return line is null ? 0
                : long.Parse(line.AsSpan(key.Length, line.Length - key.Length - 2), CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
