using System.CommandLine;
using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Commands;

/// <summary>acsa analyze: offline, files or folders in, result objects, pictures and results.json out.</summary>
static class AnalyzeCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "DICOM files, or folders of them", Arity = ArgumentArity.OneOrMore };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the results; created when it is new", HelpName = "DIR",
            Required = true };
        var models = new Option<DirectoryInfo?>("--models") { Description = "Folder of model packages (default: the built-in ones)",
            HelpName = "DIR" };
        var positions = new Option<FileInfo?>("--positions") { HelpName = "FILE",
            Description = "Where slices lie along the limb, for volumes: CSV with the heading image,positionCm" };
        var references = new Option<DirectoryInfo?>("--references") { HelpName = "DIR",
            Description = "Folder of echogenicity reference tables (default: config/references)" };
        var provider = Choice("--provider", "auto", "Where the model runs", ["auto", "cuda", "webgpu", "directml", "cpu"]);
        var gpu = Choice("--gpu", "preferred", "Whether a GPU has to, may or must not be used", ["required", "preferred", "off"]);
        var kinds = new Option<string[]>("--kinds")
        {
            Description = "What to write of each image (default: seg sr)", HelpName = string.Join('|', ResultNames.OfImage),
            AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["seg", "sr"],
        };
        kinds.AcceptOnlyFromAmong([.. ResultNames.OfImage]);
        var (structure, side) = (ReadingOptions.Structure(), ReadingOptions.Side());
        var rules = ReadingOptions.Config();
        var json = CommonOptions.Json();
        var command = new Command(
            "analyze",
            "Segment and measure images without a network: for each image NAME writes NAME.seg.dcm, NAME.sr.dcm and NAME.overlay.png, " +
            "for all of them results.json")
        {
            paths, output, positions, structure, side, rules, models, references, provider, gpu, kinds, json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetRequiredValue(paths), parsed.GetRequiredValue(output).FullName,
            parsed.GetValue(models)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "models"),
            parsed.GetValue(references)?.FullName, parsed.GetValue(positions)?.FullName,
            new(parsed.GetRequiredValue(provider), parsed.GetRequiredValue(gpu)),
            [.. parsed.GetRequiredValue(kinds).Select(ResultNames.Parse)],
            ReadingOptions.Read(parsed.GetValue(rules), parsed.GetValue(structure), parsed.GetValue(side)), parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(string[] paths, string output, string models, string? references, string? positions,
        InferenceConfiguration inference, HashSet<ResultKind> kinds, ReadingRules reading, bool json, CancellationToken stop)
    {
        if (inference.Contradiction is { } contradiction) throw new UsageException(contradiction);
        var files = InputFiles.Find(paths);
        if (files.Count == 0) throw new UsageException("There is no file to analyse in " + string.Join(", ", paths) + ".");
        if (references is not null && !Directory.Exists(references)) throw new UsageException($"There is no folder {references}.");
        var places = positions is null ? null : SlicePositionTable.Read(positions);
        // The pictures come with the secondary captures.
        var written = kinds.Append(ResultKind.SecondaryCapture).ToHashSet();
        using var setup = AnalysisSetup.Create(models, inference, "ACSA", referencesFolder: references, kinds: () => written,
            reading: reading);
        foreach (var problem in setup.Models.Problems) await Console.Error.WriteLineAsync($"acsa: {problem}");

        var batch = new AnalysisBatch(new StudyPipeline(setup), output, kinds);
        var entries = await ProgressLine.RunAsync("Analysing", files.Count, json, tick => batch.RunAsync(files, tick, stop));
        if (places is not null) entries = places.Apply(entries);
        var document = new ResultDocument(entries, StudyStage.Run(entries));
        var text = ResultJson.WriteIndented(document);
        await File.WriteAllTextAsync(Path.Combine(output, "results.json"), text + Environment.NewLine, stop);

        if (json) Console.WriteLine(text);
        else ResultTable.Print(document, output);
        return batch.Analysed > 0 ? ExitCode.Success : ExitCode.Failed;
    }

    static Option<string> Choice(string name, string otherwise, string description, string[] choices)
    {
        var option = new Option<string>(name) { Description = $"{description} (default: {otherwise})",
            HelpName = string.Join('|', choices), DefaultValueFactory = _ => otherwise };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }
}
