namespace Acsa.Benchmarks;

/// <summary>One subject of a benchmark: measures, records each measurement, prints its tables.</summary>
interface ISection
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    /// <summary>Programs that it needs; asked before anything is measured.</summary>
    IReadOnlyList<Prerequisite> Needs { get; }

    /// <summary>Measures and prints.</summary>
    Task RunAsync(BenchRun run, CancellationToken stop);
}
