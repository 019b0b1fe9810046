using System.Diagnostics;

namespace Acsa.Benchmarks.Receiving;

/// <summary>A program that takes C-STORE and keeps files: how it is started and how its files are counted.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Start">The program and its arguments, for a port and a folder of its own.</param>
sealed record Receiver(string Name, Func<int, string, ProcessStartInfo> Start)
{
    /// <summary>Application entity title that it answers to.</summary>
    public string AeTitle { get; init; } = "ANY-SCP";

    /// <summary>Whether it is this project's: its files are compared byte for byte, and peers are what it is measured by.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Files that hold data sets, below its folder; null: they are counted in another way.</summary>
    public string? Pattern { get; init; } = "*";

    /// <summary>How many instances it says that it holds, where its files do not tell.</summary>
    public Func<int, Task<int>>? Count { get; init; }

    /// <summary>A command line, split at blanks, with {port} and {dir}.</summary>
    public static Receiver FromCommandLine(string name, string commandLine) => new(name, (port, folder) =>
    {
        string[] parts = [.. commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part
            .Replace("{port}", $"{port}", StringComparison.Ordinal).Replace("{dir}", folder, StringComparison.Ordinal))];
        return new ProcessStartInfo(parts[0], parts[1..]);
    });
}
