namespace Acsa.Benchmarks;

/// <summary>What the command line asks for.</summary>
sealed record BenchOptions
{
    /// <summary>A tenth of the objects and a single round: minutes instead of an hour; for seeing that all runs, not for quoting.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Rounds; each measures every candidate once, in turn.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Names of the sections to run; empty = all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Where corpora and received files lie; the disk that is measured.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>File for the measurements, one JSON document a line.</summary>
    public required string ResultFile { get; init; }

    /// <summary>Leaves the emptied files of this run: the next one, started at once, then meets no freshly deleted ones.</summary>
    public bool KeepsEmptied { get; init; }

    /// <summary>Further receivers, as NAME=COMMAND with {port} and {dir}.</summary>
    public IReadOnlyList<string> Receivers { get; init; } = [];

    /// <summary>Names of receivers and senders to measure; empty = all of a section.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>Names of corpora to use; empty = all.</summary>
    public IReadOnlyList<string> Corpora { get; init; } = [];
}
