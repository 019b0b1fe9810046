namespace Acsa.Worker.Commands;

/// <summary>Turns the paths of a command line into files: each once, folders with all their files, in a stable order.</summary>
static class InputFiles
{
    // What lies beside images in a folder and is never one; named on the command line it is tried all the same.
    static readonly string[] NeverDicom = [".json", ".png", ".jpg", ".jpeg", ".csv", ".txt", ".md", ".xml", ".html", ".pdf", ".zip",
        ".log"];
    static readonly string[] NeverImages = ["DICOMDIR", "LICENSE", "README"];

    /// <summary>Throws <see cref="UsageException"/> for a path that does not exist.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path)) files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(MayBeDicom)
                .Order(StringComparer.Ordinal));
            else if (File.Exists(path)) files.Add(path);
            else throw new UsageException($"There is no file or folder {path}.");
        }

        return [.. files.DistinctBy(Path.GetFullPath)];
    }

    static bool MayBeDicom(string file) =>
        !NeverDicom.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !NeverImages.Contains(Path.GetFileName(file),
            StringComparer.OrdinalIgnoreCase);
}
