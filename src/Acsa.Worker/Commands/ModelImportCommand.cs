using System.CommandLine;
using System.Globalization;
using Acsa.Segmentation;
using Acsa.Worker.Results;

namespace Acsa.Worker.Commands;

/// <summary>acsa models import: makes a package of somebody else's ONNX files.</summary>
static class ModelImportCommand
{
    public static Command Create()
    {
        var kinds = string.Join(", ", ImportKind.All.Select(kind => kind.Name));
        var source = new Argument<string>("SOURCE") { Description = "An ONNX file, or a folder with those of an ensemble's members" };
        var kind = new Option<string>("--as") { Description = $"Where the model comes from: {kinds}", HelpName = "KIND", Required = true };
        var id = new Option<string>("--id") { Description = "Name of the package", HelpName = "ID", Required = true };
        var state = new Option<string[]>("--state")
            { Description = "A key of the manifest and its value, lists with commas; may be repeated",
            HelpName = "KEY=VALUE" };
        var golden = new Option<string?>("--golden") { Description = "An image for the golden case", HelpName = "IMAGE.png" };
        var mask = new Option<string?>("--golden-mask")
            { Description = "The mask that the source framework gives for it", HelpName = "MASK.png" };
        var models = new Option<DirectoryInfo?>("--models")
            { Description = "Folder of model packages (default: the built-in ones)", HelpName = "DIR" };
        var json = CommonOptions.Json();
        var command = new Command("import", "Make a model package of ONNX files; docs/models.md has the guide")
        {
            source, kind, id, state, golden, mask, models, json,
        };
        command.SetAction(parsed =>
        {
            var report = ModelImport.Run(new ImportRequest(
                parsed.GetRequiredValue(source),
                ImportKind.Find(parsed.GetRequiredValue(kind))
                    ?? throw new UsageException($"--as is \"{parsed.GetValue(kind)}\", expected one of {kinds}."),
                parsed.GetRequiredValue(id),
                Statements(parsed.GetValue(state) ?? []),
                parsed.GetValue(golden),
                parsed.GetValue(mask),
                parsed.GetValue(models)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "models")));
            Print(report, parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    static Dictionary<string, string> Statements(string[] given)
    {
        var statements = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new UsageException($"--state is \"{text}\", expected KEY=VALUE.");
            if (!statements.TryAdd(text[..at], text[(at + 1)..])) throw new UsageException($"--state names {text[..at]} twice.");
        }

        return statements;
    }

    static void Print(ImportReport report, bool json)
    {
        var manifest = report.Package.Manifest;
        if (json)
        {
            Console.WriteLine(ResultJson.WriteIndented(new
            {
                manifest.Id, manifest.Version, report.Package.Sha256, report.Package.Folder, report.Golden.Dice, report.HasForeignMask,
                report.OutputDifference,
            }));
            return;
        }

        var culture = CultureInfo.InvariantCulture;
        Console.WriteLine($"{manifest.Id} {manifest.Version} is in {report.Package.Folder}");
        Console.WriteLine(string.Create(culture, $"golden case: Dice {report.Golden.Dice:0.0000} on the processor, ") +
            (report.HasForeignMask ? "with the source framework's mask" : "with the node's own mask (no --golden-mask)"));
        Console.WriteLine(report.OutputDifference is { } difference
            ? string.Create(culture, $"raw output: at most {difference:G3} from the source framework's")
            : "raw output: not compared, no .input.f32 and .output.f32 beside the model");
        Console.WriteLine("MODEL_CARD.md has headings that only people can fill.");
    }
}
