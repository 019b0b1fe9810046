using System.Globalization;

namespace Acsa.Fuzz;

/// <summary>What the command line asks for.</summary>
internal sealed record FuzzOptions
{
    public const string Usage = """
        acsa-fuzz [--target NAME[,NAME…]] [--seconds N] [--executions N] [--seed N] [--workers N] [--corpus DIR] [--out DIR] [--save-corpus]
        acsa-fuzz --replay FILE --target NAME      one input, and what comes of it
        acsa-fuzz --minimise FILE --target NAME    makes FILE.min of it
        Runs until the seconds or the executions (all targets together) are over; 60 seconds if neither is given. Exit code 1: something
        was found. Inputs follow from the seed and the number of workers, except where a find is made smaller.
        """;

    public IReadOnlyList<string> TargetNames { get; init; } = [];

    public TimeSpan Time { get; init; } = TimeSpan.FromDays(365);

    public long Executions { get; init; } = long.MaxValue;

    public ulong Seed { get; init; }

    public int Workers { get; init; } = Environment.ProcessorCount;

    public string? Corpus { get; init; }

    public string Out { get; init; } = Path.Combine(Path.GetTempPath(), "acsa-fuzz");

    public bool SaveCorpus { get; init; }

    public string? Replay { get; init; }

    public string? Minimise { get; init; }

    /// <summary>Set in a worker: the file that it shares with its parent.</summary>
    public string? Slot { get; init; }

    /// <summary>Set in a worker.</summary>
    public ulong Lane { get; init; }

    public string FindsFolder => Path.Combine(Out, "finds");

    /// <exception cref="FormatException">An argument is unknown or wrong.</exception>
    public static FuzzOptions Parse(string[] arguments)
    {
        var options = new FuzzOptions { Seed = (ulong)Random.Shared.NextInt64(1, 1_000_000_000) };
        var isBounded = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (name == "--save-corpus")
            {
                options = options with { SaveCorpus = true };
                continue;
            }
            if (i + 1 == arguments.Length) throw new FormatException($"{name} is unknown, or its value is missing.");
            var value = arguments[++i];
            isBounded |= name is "--seconds" or "--executions";
            options = name switch
            {
                "--target" => options with { TargetNames = value.Split(',') },
                "--seconds" => options with { Time = TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture)) },
                "--executions" => options with { Executions = long.Parse(value, CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = ulong.Parse(value, CultureInfo.InvariantCulture) },
                "--workers" => options with { Workers = int.Parse(value, CultureInfo.InvariantCulture) },
                "--corpus" => options with { Corpus = value },
                "--out" => options with { Out = Path.GetFullPath(value) },
                "--replay" => options with { Replay = value },
                "--minimise" => options with { Minimise = value },
                "--slot" => options with { Slot = value },
                "--lane" => options with { Lane = ulong.Parse(value, CultureInfo.InvariantCulture) },
                _ => throw new FormatException($"{name} is unknown."),
            };
        }
        if (options.Workers < 1) throw new FormatException("--workers is at least 1.");
        options.SelectTargets();
        return isBounded ? options : options with { Time = TimeSpan.FromSeconds(60) };
    }

    /// <exception cref="FormatException">There is no target of that name.</exception>
    public IReadOnlyList<FuzzTarget> SelectTargets() => TargetNames.Count == 0
        ? AllTargets.Create()
        : [.. TargetNames.Select(n => AllTargets.Find(n) ?? throw new FormatException($"There is no target {n}."))];

    /// <summary>The command line of a worker.</summary>
    public IEnumerable<string> ForWorker(string slot, ulong lane, TimeSpan time, long executions)
    {
        string Text<T>(T value) => string.Create(CultureInfo.InvariantCulture, $"{value}");
        yield return "--slot";
        yield return slot;
        yield return "--lane";
        yield return Text(lane);
        yield return "--seed";
        yield return Text(Seed);
        yield return "--seconds";
        yield return Text(time.TotalSeconds);
        yield return "--executions";
        yield return Text(executions);
        yield return "--out";
        yield return Out;
        if (TargetNames.Count > 0)
        {
            yield return "--target";
            yield return string.Join(',', TargetNames);
        }
        if (Corpus is not null)
        {
            yield return "--corpus";
            yield return Corpus;
        }
        if (SaveCorpus) yield return "--save-corpus";
    }
}
