using System.Diagnostics;

using Xunit.Abstractions;

namespace Acsa.Fuzz.Tests;

/// <summary>The harness notices every way to fail, loses nothing when a worker dies, and does the same again from the same seed.</summary>
public sealed class HarnessTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("acsa-fuzz-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Notices_every_way_to_fail_and_keeps_the_input_of_a_process_that_died()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "acsa-fuzz.dll"), "--target", "broken",
            "--executions", "8",
            "--seed", "7", "--workers", "1", "--out", _folder]) start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        output.WriteLine(text);

        Assert.Equal(1, process.ExitCode);
        foreach (var (kind, input) in ((string, byte)[])[("exception", 1), ("allocation", 2), ("slow", 3), ("difference", 4), ("crash", 5)])
            Assert.Equal([input], File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "finds"),
                $"broken-{kind}-*.bin"))));
        Assert.Contains("Descend", File.ReadAllText(Directory.GetFiles(Path.Combine(_folder, "finds"), "broken-crash-*.txt")[0]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_the_same_inputs_from_the_same_seed()
    {
        Assert.Equal(Inputs(5), Inputs(5));
        Assert.NotEqual(Inputs(5), Inputs(6));

        static List<string> Inputs(ulong seed)
        {
            var inputs = new List<string>();
            var loop = new FuzzLoop([new TextTarget(), new PduTarget()], seed, 0, null)
            {
                Beginning = (target, input) => inputs.Add($"{target} {Hash64.Of(input)}"),
            };
            loop.Round(() => false);
            return inputs;
        }
    }

    [Fact]
    public void Makes_a_find_small()
    {
        var executor = new Executor(new NeedleTarget());
        var find = executor.Run([.. new byte[500], 7, 7, 7, .. Enumerable.Repeat<byte>(9, 500)]).Find!;

        Assert.Equal([7], Minimiser.Shrink(executor, find, TimeSpan.FromSeconds(10)).Input);
    }

    private sealed class NeedleTarget : FuzzTarget
    {
        public override string Name => "needle";

        public override IEnumerable<byte[]> Seeds() => [[0]];

        public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) => input;

        public override object? Read(byte[] input) => input.Contains((byte)7) ? throw new InvalidOperationException() : null;

        public override bool IsDocumented(Exception error) => false;
    }
}
