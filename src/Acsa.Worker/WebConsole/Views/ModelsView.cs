using Acsa.Worker.Studies;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>The models of the running node.</summary>
sealed class ModelsView(AnalysisSetup setup, ModelTests tests)
{
    const int CardLength = 200_000;

    public ModelsReport Read() => new(
        [.. setup.Models.Models.Select(model => new ModelInUse(
            model.Package.Manifest.Id, model.Package.Manifest.Version, model.Package.Manifest.Title, model.Provider,
            !model.Provider.StartsWith("CPU", StringComparison.OrdinalIgnoreCase),
                [.. model.Attempts.Select(attempt => attempt.ToString())],
            model.Package.Sha256, model.Status.LastCheck, model.Status.Unusable))],
        setup.Models.Problems, tests.Last);

    /// <summary>The model card of a model in use; null when it has none.</summary>
    public string? CardOf(string id)
    {
        if (setup.Models.Models.FirstOrDefault(model => model.Package.Manifest.Id == id) is not { } model) return null;
        var file = new FileInfo(Path.Combine(model.Package.Folder, "MODEL_CARD.md"));
        return file is { Exists: true, Length: <= CardLength } ? File.ReadAllText(file.FullName) : null;
    }
}
