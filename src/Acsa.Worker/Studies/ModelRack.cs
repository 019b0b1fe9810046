using Acsa.Segmentation;

namespace Acsa.Worker.Studies;

/// <summary>The installed models, open and ready: one for each structure.</summary>
sealed class ModelRack : IDisposable
{
    readonly Dictionary<string, Segmenter> _byStructure = new(StringComparer.Ordinal);
    readonly List<Segmenter> _open = [];

    /// <summary>Why packages of the folder are not used; one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>The models in use.</summary>
    public IReadOnlyList<Segmenter> Models => _open;

    /// <summary>The model to ask about an image that names no structure; null when none that tells structures apart is installed.</summary>
    public Segmenter? Any => _open.Find(open => open.Package.Manifest.TellsStructures);

    /// <summary>Opens the models of a folder. Throws <see cref="ProviderUnavailableException"/> when the policy demands what this machine
    /// lacks.</summary>
    public static ModelRack Open(string folder, ExecutionProviderPolicy policy)
    {
        var rack = new ModelRack();
        if (!Directory.Exists(folder))
        {
            rack.Problems = [$"{folder}: there is no such folder of model packages."];
            return rack;
        }

        var library = ModelLibrary.Load(folder);
        var problems = library.Problems.ToList();
        var tried = new Dictionary<ModelPackage, Segmenter?>();
        foreach (var structure in library.Packages.SelectMany(package => package.Manifest.Structures).Distinct(StringComparer.Ordinal))
        {
            var package = library.Find(structure)!;
            // Each once, also one that cannot be used.
            if (!tried.TryGetValue(package, out var segmenter)) tried[package] = segmenter = rack.TryOpen(package, policy, problems);
            if (segmenter is not null) rack._byStructure[structure] = segmenter;
        }

        rack.Problems = problems;
        return rack;
    }

    public Segmenter? For(string structure) => _byStructure.GetValueOrDefault(structure);

    public void Dispose()
    {
        foreach (var segmenter in _open) segmenter.Dispose();
    }

    Segmenter? TryOpen(ModelPackage package, ExecutionProviderPolicy policy, List<string> problems)
    {
        try
        {
            var segmenter = Segmenter.Open(package, policy);
            segmenter.Check(TimeProvider.System);
            if (segmenter.Status.Unusable is not { } reason)
            {
                _open.Add(segmenter);
                return segmenter;
            }

            segmenter.Dispose();
            problems.Add($"{package.Folder}: the model is not used: {reason}.");
            return null;
        }
        catch (Exception error) when (error is ModelPackageException or InferenceException)
        {
            problems.Add(error.Message);
            return null;
        }
    }
}
