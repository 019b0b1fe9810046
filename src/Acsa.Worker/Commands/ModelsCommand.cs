using System.CommandLine;
using System.Globalization;
using Acsa.Segmentation;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa models list, verify and import: what is installed, and whether it gives on this machine what it gave where it was made.</summary>
static class ModelsCommand
{
    public static Command Create()
    {
        var command = new Command("models", "Model packages: what is installed, and whether it works here");
        command.Add(Create("list", "List the model packages", List));
        command.Add(ModelImportCommand.Create());
        command.Add(Create("verify", "Run each package's golden case on this machine", Verify));
        return command;
    }

    static Command Create(string name, string description, Func<ModelLibrary, bool, int> run)
    {
        var folder = new Option<DirectoryInfo?>("--models") { Description = "Folder of model packages (default: the built-in ones)",
            HelpName = "DIR" };
        var json = CommonOptions.Json();
        var command = new Command(name, description) { folder, json };
        command.SetAction(parsed => run(
            ModelLibrary.Load(parsed.GetValue(folder)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "models")),
            parsed.GetValue(json)));
        return command;
    }

    static int List(ModelLibrary library, bool json)
    {
        if (json)
        {
            Console.WriteLine(ResultJson.WriteIndented(new
            {
                models = library.Packages.Select(package => new
                {
                    package.Manifest.Id, package.Manifest.Version, package.Manifest.Title, package.Manifest.Licence,
                    package.Manifest.Structures, package.Sha256, package.Folder,
                }),
                library.Problems,
            }));
        }
        else
        {
            var table = ResultTable.Plain("id", "version", "structures", "licence", "title");
            foreach (var package in library.Packages)
            {
                var manifest = package.Manifest;
                table.AddRow(ResultTable.Cells(manifest.Id, manifest.Version, string.Join(", ", manifest.Structures), manifest.Licence,
                    manifest.Title));
            }

            ResultTable.Write(table);
            foreach (var problem in library.Problems) Console.Error.WriteLine($"acsa: {problem}");
        }

        return library.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    static int Verify(ModelLibrary library, bool json)
    {
        var checks = library.Packages.Select(Check).ToList();
        if (json)
        {
            Console.WriteLine(ResultJson.WriteIndented(new
            {
                models = checks.Select(check => new { check.Package.Manifest.Id, check.Package.Manifest.Version, check.Result?.Provider,
                    check.Result?.Dice, check.Result?.MinimumDice, check.Passed }),
                library.Problems,
            }));
        }
        else
        {
            var table = ResultTable.Plain("id", "version", "provider", "Dice", "at least", "verdict");
            foreach (var (package, result, passed) in checks)
            {
                table.AddRow(ResultTable.Cells(
                    package.Manifest.Id, package.Manifest.Version, result?.Provider ?? "—", Number(result?.Dice),
                    Number(result?.MinimumDice),
                    result is null ? "no golden case" : passed ? "passed" : "failed"));
            }

            ResultTable.Write(table);
            foreach (var problem in library.Problems) Console.Error.WriteLine($"acsa: {problem}");
        }

        return library.Problems.Count == 0 && checks.TrueForAll(check => check.Passed) ? ExitCode.Success : ExitCode.Failed;
    }

    static (ModelPackage Package, GoldenResult? Result, bool Passed) Check(ModelPackage package)
    {
        using var segmenter = Segmenter.Open(package, ExecutionProviderPolicy.Default);
        var result = GoldenCheck.Run(segmenter);
        return (package, result, result?.Passed ?? true);
    }

    static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "—";
}
