using System.Diagnostics;
using System.Globalization;

namespace Acsa.Benchmarks.Parsing;

/// <summary>Other people's parsers, each timing itself in a process of its own: two small C++ programs, compiled here, and a Python
/// one.</summary>
sealed class ParsingPeers
{
    readonly List<(string Name, string Program, string[] Arguments)> _peers = [];

    /// <param name="folder">Where the programs are put.</param>
    public ParsingPeers(string folder)
    {
        var sources = Path.Combine(AppContext.BaseDirectory, "Parsing", "Peers");
        AddNative("DCMTK", "libdcmtk-dev", Path.Combine(sources, "parse_dcmtk.cpp"), folder, ["-ldcmdata", "-loflog", "-lofstd"]);
        AddNative("GDCM", "libgdcm-dev", Path.Combine(sources, "parse_gdcm.cpp"), folder,
            ["-I/usr/include/gdcm-3.0", "-lgdcmDSED", "-lgdcmCommon"]);
        if (Prerequisite.Python.Find() is { } python)
            _peers.Add(("pydicom, values undecoded", python, [Path.Combine(sources, "parse_pydicom.py")]));
        else Console.Error.WriteLine("acsa bench: pydicom is not measured: no python3.");
    }

    public IEnumerable<string> Names => _peers.Select(peer => peer.Name);

    /// <summary>One measured pass.</summary>
    /// <exception cref="BenchException">The peer failed.</exception>
    public ParsingMeasurement Measure(string name, Corpora.Corpus corpus, string list, string what)
    {
        var (_, program, arguments) = _peers.Single(peer => peer.Name == name);
        var fields = Run(program, [.. arguments, list, what]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(name, corpus.Name, what, corpus.Files.Count, Number(fields[0]), Number(fields[1]),
            long.Parse(fields[2], CultureInfo.InvariantCulture), null);
    }

    void AddNative(string name, string package, string source, string folder, string[] options)
    {
        var program = Path.Combine(folder, Path.GetFileNameWithoutExtension(source));
        try
        {
            if (Prerequisite.Compiler.Find() is not { } compiler) throw new BenchException("no g++");
            Run(compiler, ["-O2", "-std=c++17", "-o", program, source, .. options]);
            _peers.Add((name, program, []));
        }
        catch (BenchException e)
        {
            // Its command-line tools print what they read and start anew for each file: their time would say nothing.
            Console.Error.WriteLine($"acsa bench: {name} is not measured, it needs g++ and {package}: {e.Message.Split('\n')[0]}");
        }
    }

    static string Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new BenchException($"{Path.GetFileName(program)} failed: {errors.Result}");
        return output;
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
