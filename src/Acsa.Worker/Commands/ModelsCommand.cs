using System.CommandLine;
using System.Globalization;
using Acsa.Segmentation;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa models list, verify and import: what is installed, and whether it gives on this machine what it gave where it was
/// made.</summary>
static class ModelsCommand
{
    public static Command Create()
    {
        var command = new Command("models", "Model packages: what is installed, and whether it works here");
        command.Add(Create("list", "List the model packages", List));
        command.Add(ModelImportCommand.Create());
        command.Add(Create("verify", "Run each package's golden case on every execution provider of this machine", Verify));
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
        var proofs = library.Packages.SelectMany(package => ProviderProof.OnEach(package, TimeProvider.System)
            .Select(proof => (package.Manifest, Proof: proof))).ToList();
        if (json)
        {
            Console.WriteLine(ResultJson.WriteIndented(new
            {
                models = proofs.Select(row => new
                {
                    row.Manifest.Id, row.Manifest.Version, row.Proof.Provider, row.Proof.Check?.Golden?.Dice,
                    row.Proof.Check?.Golden?.MinimumDice,
                    diceWithCpu = row.Proof.Check?.Agreement, passed = PassedOf(row.Proof), row.Proof.Says,
                }),
                library.Problems,
            }));
        }
        else
        {
            var table = ResultTable.Plain("id", "version", "provider", "Dice", "at least", "with the processor's", "verdict");
            foreach (var (manifest, proof) in proofs)
            {
                table.AddRow(ResultTable.Cells(
                    manifest.Id, manifest.Version, proof.Provider, Number(proof.Check?.Golden?.Dice),
                    Number(proof.Check?.Golden?.MinimumDice),
                    Number(proof.Check?.Agreement), VerdictOf(proof)));
            }

            ResultTable.Write(table);
            foreach (var problem in library.Problems) Console.Error.WriteLine($"acsa: {problem}");
        }

        return library.Problems.Count == 0 && !proofs.Exists(row => row.Proof.IsWrong) ? ExitCode.Success : ExitCode.Failed;
    }

    // Null where nothing was proven: the provider is not there, or the package has no golden case.
    static bool? PassedOf(ProviderProof proof) => proof.IsWrong ? false : proof.Check?.Golden?.Passed;

    static string VerdictOf(ProviderProof proof) => proof.IsWrong ? $"failed: {proof.Says}"
        : proof.Check is null ? $"not usable here: {proof.Says}"
        : proof.Check.Golden is null ? "no golden case" : "passed";

    static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "—";
}
