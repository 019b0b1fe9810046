using System.CommandLine;
using Acsa.Phantom;
using Acsa.Worker.Results;

namespace Acsa.Worker.Commands;

/// <summary>acsa phantom: simulated studies with known truth.</summary>
static class PhantomCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the files; created when it is new", HelpName = "DIR",
            Required = true };
        var count = new Option<int>("--count") { Description = "How many phantoms", HelpName = "N", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "The same seed writes the same files (default: 1)", HelpName = "S",
            DefaultValueFactory = _ => 1UL };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int>() is < 1 or > 100_000) result.AddError(
                "--count: a whole number from 1 to 100000 is expected.");
        });
        var raw = new Option<bool>("--raw") { Description = "Write the reduced pictures that training/ reads, and no DICOM" };
        var view = new Option<PhantomView?>("--view") { Description =
            "What they show: complete, extreme, cut, longitudinal or mixed cross-sections (default: complete; with --raw: mixed)" };
        var json = CommonOptions.Json();
        var command = new Command("phantom",
            "Draw simulated ultrasound studies: *.dcm, and truth.json with each image's mask, area in cm² and mean grey level") { output,
            count, seed, view, raw, json };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetRequiredValue(output).FullName, parsed.GetRequiredValue(count), parsed.GetRequiredValue(seed), parsed.GetValue(raw),
            parsed.GetValue(view), parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(string folder, int count, ulong seed, bool raw, PhantomView? view, bool json, CancellationToken stop)
    {
        await ProgressLine.RunAsync("Drawing phantoms", count, json, tick => Task.Run(() =>
        {
            if (raw) PhantomTrainingSet.Write(folder, count, seed, Environment.ProcessorCount, view ?? PhantomView.Mixed, _ => tick(),
                stop);
            else PhantomSet.Write(folder, count, seed, view ?? PhantomView.Complete, _ => tick(), stop);
            return true;
        }, stop));
        if (json) Console.WriteLine(ResultJson.WriteIndented(new { folder, count, seed, truth = Path.Combine(folder, raw ? "index.json"
            : "truth.json") }));
        else Console.WriteLine(
            $"{count} phantoms of seed {seed} in {folder}; what is true of them is in {(raw ? "index.json" : "truth.json")}.");
        return ExitCode.Success;
    }
}
