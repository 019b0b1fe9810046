namespace Acsa.Fuzz;

/// <summary>Runs one input again, in this process, so that a debugger sees it.</summary>
internal static class Replay
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(60);

    public static int Run(FuzzOptions options, TextWriter output)
    {
        var path = options.Replay ?? options.Minimise!;
        var input = File.ReadAllBytes(path);
        var failed = false;
        foreach (var target in options.SelectTargets())
        {
            var executor = new Executor(target);
            var verdict = executor.Run(input);
            output.WriteLine($"{target.Name}: {(verdict.Find is { } f ? f.Kind.ToString() : verdict.IsAccepted ? "read" : "refused")}");
            if (verdict.Find is not { } find) continue;
            failed = true;
            output.WriteLine(find.Detail);
            if (options.Minimise is null) continue;
            var smallest = Minimiser.Shrink(executor, find, Budget);
            File.WriteAllBytes(path + ".min", smallest.Input);
            output.WriteLine($"{smallest.Input.Length} bytes in {path}.min");
        }
        return failed ? 1 : 0;
    }
}
