namespace Acsa.Worker.Commands;

/// <summary>Names results after their sources' file names, each once, also where files of different folders have the same name.</summary>
static class OutputNames
{
    static readonly string[] DicomExtensions = [".dcm", ".dicom", ".ima"];

    public static IReadOnlyList<string> For(IReadOnlyList<string> files)
    {
        // Names that differ only in case are one file on Windows.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>();
        foreach (var file in files)
        {
            var name = Path.GetFileName(file);
            // "1.2.840.113619.5" has no extension; only DICOM's own is taken off.
            if (DicomExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)) name =
                Path.GetFileNameWithoutExtension(name);
            var unique = name;
            for (var number = 2; !taken.Add(unique); number++) unique = FormattableString.Invariant($"{name}-{number}");
            names.Add(unique);
        }

        return names;
    }
}
