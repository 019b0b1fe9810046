namespace Acsa.Segmentation;

/// <summary>The model packages of one folder, each in a folder of its own.</summary>
public sealed class ModelLibrary
{
    ModelLibrary(IReadOnlyList<ModelPackage> packages, IReadOnlyList<string> problems) => (Packages, Problems) = (packages, problems);

    /// <summary>The usable packages, by id; of one id the newest version first.</summary>
    public IReadOnlyList<ModelPackage> Packages { get; }

    /// <summary>One sentence for each folder that holds a manifest and is not usable.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Loads every subfolder that holds a model.json; what is not usable becomes a problem, not an exception.</summary>
    /// <exception cref="ModelPackageException">The folder itself cannot be read.</exception>
    public static ModelLibrary Load(string folder)
    {
        var packages = new List<ModelPackage>();
        var problems = new List<string>();
        foreach (var candidate in Candidates(folder))
        {
            try
            {
                var package = ModelPackage.Load(candidate);
                var twin = packages.Find(other =>
                    (other.Manifest.Id, other.Manifest.Version) == (package.Manifest.Id, package.Manifest.Version));
                if (twin is null) packages.Add(package);
                else problems.Add($"{candidate}: {package.Manifest.Id} {package.Manifest.Version} is already in {twin.Folder}.");
            }
            catch (ModelPackageException problem)
            {
                problems.Add(problem.Message);
            }
        }

        packages.Sort(Compare);
        return new ModelLibrary(packages, problems);
    }

    /// <summary>The packages that know a structure, best choice first.</summary>
    public IEnumerable<ModelPackage> For(string structure) =>
        Packages.Where(package => package.Manifest.Structures.Contains(structure, StringComparer.Ordinal));

    /// <summary>The package for a structure: of several ids the alphabet's first, of it the newest version; null for none.</summary>
    public ModelPackage? Find(string structure) => For(structure).FirstOrDefault();

    static List<string> Candidates(string folder)
    {
        try
        {
            var folders = Directory.EnumerateDirectories(folder)
                // A name that begins with a dot: an import that has not come to its end.
                .Where(candidate => Path.GetFileName(candidate)[0] != '.'
                    && File.Exists(Path.Combine(candidate, ModelPackage.ManifestFile)))
                .Take(Limits.Packages + 1)
                .Order(StringComparer.Ordinal)
                .ToList();
            return folders.Count <= Limits.Packages
                ? folders
                : throw new ModelPackageException($"{folder}: more than {Limits.Packages} model packages.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException($"{folder}: cannot be read: {problem.Message}", problem);
        }
    }

    static int Compare(ModelPackage left, ModelPackage right)
    {
        var byId = string.CompareOrdinal(left.Manifest.Id, right.Manifest.Id);
        if (byId != 0) return byId;
        var (leftNumbers, leftLabel) = Split(left.Manifest.Version);
        var (rightNumbers, rightLabel) = Split(right.Manifest.Version);
        var byNumbers = rightNumbers.CompareTo(leftNumbers);
        if (byNumbers != 0) return byNumbers;
        // 1.0.0 is newer than 1.0.0-beta.
        if (leftLabel.Length == 0 || rightLabel.Length == 0) return leftLabel.Length.CompareTo(rightLabel.Length);
        return string.CompareOrdinal(rightLabel, leftLabel);
    }

    static (Version Numbers, string Label) Split(string version)
    {
        var hyphen = version.IndexOf('-', StringComparison.Ordinal);
        return hyphen < 0 ? (Version.Parse(version), "") : (Version.Parse(version[..hyphen]), version[(hyphen + 1)..]);
    }
}
