namespace Acsa.Fuzz;

/// <summary>Seeds that lie in files beside the program.</summary>
internal static class SeedFiles
{
    public static IEnumerable<byte[]> Of(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.bin").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
        : [];

    /// <summary>Codec streams by extension.</summary>
    public static IEnumerable<byte[]> Streams(params string[] extensions) =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds", "streams"))
            .Where(f => extensions.Contains(Path.GetExtension(f)))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes);

    /// <summary>Real DICOM files.</summary>
    public static IEnumerable<string> DicomFiles() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds", "files"), "*.dcm").Order(StringComparer.Ordinal);
}
