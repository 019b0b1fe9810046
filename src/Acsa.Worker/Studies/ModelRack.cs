using Acsa.Segmentation;

namespace Acsa.Worker.Studies;

/// <summary>The installed models, open and ready: one for each structure.</summary>
sealed class ModelRack : IDisposable
{
    /// <summary>Key of the structure that a model of muscles may know besides.</summary>
    public const string Fat = "subcutaneous-fat";

    readonly Dictionary<string, Segmenter> _byStructure = new(StringComparer.Ordinal);
    readonly List<Segmenter> _open = [];

    /// <summary>Why packages of the folder are not used; one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>The models in use.</summary>
    public IReadOnlyList<Segmenter> Models => _open;

    /// <summary>
    /// The model to ask about an image that names no structure: of those that tell structures apart the one that knows most muscles, for
    /// what it does not know it takes for what it knows. Null when none of them knows a muscle.
    /// </summary>
    /// <param name="models">Ids of the only models that may be asked; null stands for the usual ones.</param>
    public Segmenter? AnyOf(IReadOnlySet<string>? models) =>
        (models is null ? _byStructure.Values : _open.Where(open => models.Contains(open.Package.Manifest.Id)))
            .Where(open => open.Package.Manifest.TellsStructures && MusclesOf(open).Any()).MaxBy(open => MusclesOf(open).Count());

    /// <summary>The structures of a model that are muscles.</summary>
    public static IEnumerable<string> MusclesOf(Segmenter model) => model.Package.Manifest.Structures.Where(structure => structure != Fat);

    /// <summary>Opens the models of a folder. Throws <see cref="ProviderUnavailableException"/> when the policy demands what this machine
    /// lacks.</summary>
    /// <param name="also">Ids of models that are opened although others are preferred.</param>
    public static ModelRack Open(string folder, ExecutionProviderPolicy policy, IReadOnlySet<string>? also = null)
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

        foreach (var id in also ?? new HashSet<string>())
        {
            var packages = library.Packages.Where(package => package.Manifest.Id == id).ToList();
            if (packages.Count == 0) problems.Add($"{folder}: there is no model {id}, which a routing rule names.");
            foreach (var package in packages.Where(package => !tried.ContainsKey(package)))
                tried[package] = rack.TryOpen(package, policy, problems);
        }

        // Opened in the order in which structures wanted them: of several that will do, the library's first is asked.
        var order = library.Packages.ToList();
        rack._open.Sort((one, other) => order.IndexOf(one.Package).CompareTo(order.IndexOf(other.Package)));
        rack.Problems = problems;
        return rack;
    }

    /// <summary>The model for a structure: the preferred one; among some, the first by id and of that the newest.</summary>
    public Segmenter? For(string structure, IReadOnlySet<string>? models = null) =>
        models is null ? _byStructure.GetValueOrDefault(structure)
        : _open.Find(open => models.Contains(open.Package.Manifest.Id) && open.Package.Manifest.Structures.Contains(structure));

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
