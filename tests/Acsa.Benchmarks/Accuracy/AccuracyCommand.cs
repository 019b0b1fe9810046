using System.CommandLine;

namespace Acsa.Benchmarks.Accuracy;

/// <summary>acsa bench accuracy: simulated muscles through the node, against their truth and the targets.</summary>
static class AccuracyCommand
{
    static readonly string[] Views = ["complete", "extreme", "cut", "longitudinal"];

    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Simulated images of each view", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int?>("--seed") { Description = "Of the images (default: a new one, which is printed)" };
        var view = new Option<string[]>("--view")
            { Description = "Which pictures (default: complete)", AllowMultipleArgumentsPerToken = true };
        view.AcceptOnlyFromAmong(Views);
        var models = new Option<string?>("--models") { Description = "Folder of model packages (default: the built-in ones)" };
        var work = new Option<string>("--work")
        {
            Description = "Folder for the images", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "acsa-bench"),
        };
        var results = new Option<string?>("--out") { Description = "File for every image's result as JSON lines" };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int>() is < 20 or > 100_000)
                result.AddError("--count: a whole number from 20 to 100000 is expected.");
        });
        var command = new Command("accuracy", "Errors, intervals and verdicts on simulated muscles; fails when a target is missed")
        {
            count, seed, view, models, work, results,
        };
        command.SetAction((parsed, stop) =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(work));
            return RunAsync(
                parsed.GetValue(view) is { Length: > 0 } chosen ? chosen : ["complete"], parsed.GetValue(count),
                parsed.GetValue(seed) ?? Random.Shared.Next(1_000_000, int.MaxValue), parsed.GetValue(models), folder,
                parsed.GetValue(results) ?? Path.Combine(folder, $"accuracy-{DateTime.UtcNow:yyyyMMdd-HHmmss}.jsonl"), stop);
        });
        return command;
    }

    static async Task<int> RunAsync(
        string[] views, int count, int seed, string? models, string work, string resultFile, CancellationToken stop)
    {
        Directory.CreateDirectory(work);
        using var log = new ResultLog(resultFile);
        var reached = true;
        try
        {
            foreach (var view in views)
            {
                var cases = await AccuracyRun.MeasureAsync(view, count, seed, models, Path.Combine(work, $"accuracy-{view}"), stop);
                foreach (var one in cases) log.Add("accuracy", one);
                var report = new AccuracyReport(view, seed, cases);
                log.Add("accuracy-summary", report.Figures);
                report.Print();
                reached &= report.IsReached;
            }
        }
        catch (BenchException error)
        {
            Console.Error.WriteLine("acsa bench: " + error.Message);
            return 1;
        }

        Console.WriteLine($"Every image: {resultFile}");
        return reached ? 0 : 1;
    }
}
