using Xunit.Abstractions;

namespace Acsa.Fuzz.Tests;

/// <summary>
/// A short run over every target: the seeds, changed inputs of a seed that stays, and of one that does not. ACSA_FUZZ_SECONDS makes the
/// second run longer; docs/fuzzing.md has the long one.
/// </summary>
public sealed class TargetTests(ITestOutputHelper output)
{
    private const ulong FixedSeed = 20240229;

    [Fact]
    public void No_input_of_a_known_seed_breaks_a_reader() => Run(FixedSeed, TimeSpan.FromMinutes(10), mostRounds: 10);

    [Fact]
    public void No_input_of_a_random_seed_breaks_a_reader()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("ACSA_FUZZ_SECONDS"), out var asked) ? asked : 8;
        Run((ulong)Random.Shared.Next(), TimeSpan.FromSeconds(seconds), mostRounds: int.MaxValue);
    }

    private void Run(ulong seed, TimeSpan time, int mostRounds)
    {
        var finds = new List<Find>();
        var loop = new FuzzLoop(AllTargets.Create(), seed, 0, null) { Found = (_, find) => finds.Add(find) };
        var end = DateTime.UtcNow + time;
        for (var round = 0; round < mostRounds && DateTime.UtcNow < end; round++) loop.Round(() => DateTime.UtcNow >= end);

        output.WriteLine($"seed {seed}: {loop.Counts.Sum(c => c.Executions)} inputs to {loop.Counts.Count} readers, {finds.Count} finds");
        foreach (var find in finds.DistinctBy(f => f.FileName).Take(5))
        {
            output.WriteLine($"{find.Target} {find.Kind} {find.Key}\n{find.Detail}");
            output.WriteLine(Convert.ToHexString(find.Input.AsSpan(0, Math.Min(find.Input.Length, 4096))));
        }
        if (mostRounds < int.MaxValue) Assert.All(loop.Counts, c => Assert.True(c.Executions > 0));
        Assert.Empty(finds.Select(f => f.FileName).Distinct());
    }
}
