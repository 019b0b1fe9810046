using System.CommandLine;
using Acsa.Segmentation;
using Acsa.Worker.Explanation;
using Acsa.Worker.Results;

namespace Acsa.Worker.Commands;

/// <summary>acsa explain FILE: what the node decides about an image before it is segmented, and by which rule.</summary>
static class ExplainCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A DICOM file" };
        var (structure, side, config) = (ReadingOptions.Structure(), ReadingOptions.Side(), ReadingOptions.Config());
        var models = new Option<DirectoryInfo?>("--models") { Description = "Folder of model packages (default: the built-in ones)",
            HelpName = "DIR" };
        var json = CommonOptions.Json();
        var command = new Command("explain",
            "Say what is decided about an image's frames, scale, muscle, side and model, and by which rule; nothing is segmented")
        {
            file, structure, side, config, models, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(file),
            new(ReadingOptions.Read(parsed.GetValue(config), parsed.GetValue(structure), parsed.GetValue(side)),
                ModelLibrary.Load(parsed.GetValue(models)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "models"))),
            parsed.GetValue(json)));
        return command;
    }

    static int Run(FileInfo file, Explainer explainer, bool json)
    {
        if (!file.Exists) throw new UsageException($"There is no file {file}.");
        var explanation = explainer.Explain(file.FullName);
        if (json) Console.WriteLine(ResultJson.WriteIndented(explanation));
        else
            foreach (var line in ExplanationText.Lines(explanation)) Console.WriteLine(line);
        return ExitCode.Success;
    }
}
