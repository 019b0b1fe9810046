using System.CommandLine;
using Acsa.Benchmarks.Receiving;

namespace Acsa.Benchmarks;

/// <summary>acsa bench: what the command line offers.</summary>
static class BenchCommand
{
    const int Failed = 1;
    const int Usage = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("acsa bench: measures the node beside real peers, in one run, interleaved")
        {
            Dicom(), ReceiveCommand.Create(), Sending.SendCommand.Create(), Accuracy.AccuracyCommand.Create(),
            Inference.InferenceCommand.Create(),
            Masks.MasksCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"acsa bench: {error.Message}");
        return Usage;
    }

    static Command Dicom()
    {
        var quick = new Option<bool>("--quick") { Description = "A tenth of the objects, one round: to see that all runs" };
        var rounds = new Option<int>("--rounds") { Description = "Measurements of each candidate", DefaultValueFactory = _ => 3 };
        var only = new Option<string[]>("--only")
        {
            Description = "Sections to run: " + string.Join(", ", DicomSections.All.Select(section => section.Name)),
            AllowMultipleArgumentsPerToken = true,
        };
        var corpora = new Option<string[]>("--corpora")
        {
            Description = "Corpora to use: tiny, us-jpeg, us-single, us-multi", AllowMultipleArgumentsPerToken = true,
        };
        var receivers = new Option<string[]>("--receiver") { Description = "A further receiver: NAME=COMMAND with {port} and {dir}" };
        var candidates = new Option<string[]>("--candidate")
            { Description = "Receivers or senders to measure, by the names in the tables" };
        var keep = new Option<bool>("--keep-emptied")
            { Description = "Do not delete the emptied files at the end: for another run at once" };
        var work = new Option<string>("--work")
        {
            Description = "Folder on the disk to be measured",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "acsa-bench"),
        };
        var results = new Option<string?>("--out") { Description = "File for the measurements as JSON lines" };
        var command = new Command("dicom", "Receiving, sending, parsing, codecs, writing results")
            { quick, rounds, only, corpora, receivers, candidates, keep, work, results };
        command.SetAction((parsed, stop) =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(work));
            var isQuick = parsed.GetValue(quick);
            return RunAsync(new BenchOptions
            {
                IsQuick = isQuick,
                Rounds = isQuick ? 1 : parsed.GetValue(rounds),
                Only = parsed.GetValue(only) ?? [],
                Corpora = parsed.GetValue(corpora) ?? [],
                Receivers = parsed.GetValue(receivers) ?? [],
                Candidates = parsed.GetValue(candidates) ?? [],
                KeepsEmptied = parsed.GetValue(keep),
                WorkFolder = folder,
                ResultFile = parsed.GetValue(results) ?? Path.Combine(folder, $"results-{DateTime.UtcNow:yyyyMMdd-HHmmss}.jsonl"),
            }, stop);
        });
        return command;
    }

    static async Task<int> RunAsync(BenchOptions options, CancellationToken stop)
    {
        var unknown = options.Only.Except(DicomSections.All.Select(section => section.Name)).ToArray();
        if (unknown.Length > 0) return Complain(Usage, $"no section is called {string.Join(", ", unknown)}.");
        var sections = DicomSections.All.Where(section => options.Only.Count == 0 || options.Only.Contains(section.Name)).ToArray();
        var missing = sections.SelectMany(section => section.Needs).Distinct().Where(need => need.Find() is null).ToArray();
        if (missing.Length > 0)
        {
            var programs = string.Join(", ", missing.Select(need => need.Program));
            var packages = string.Join(" ", missing.Select(need => need.Package).Distinct());
            return Complain(Usage, $"needed and not found: {programs}. On Debian: apt-get install {packages}");
        }

        Directory.CreateDirectory(options.WorkFolder);
        using var results = new ResultLog(options.ResultFile);
        using var run = new BenchRun(options, results);
        try
        {
            foreach (var section in sections) await section.RunAsync(run, stop);
        }
        catch (BenchException error)
        {
            return Complain(Failed, error.Message);
        }

        Console.WriteLine();
        Console.WriteLine($"All measurements: {options.ResultFile}");
        return 0;
    }

    static int Complain(int status, string what)
    {
        Console.Error.WriteLine("acsa bench: " + what);
        return status;
    }
}
