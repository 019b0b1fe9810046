namespace Acsa.Dicom;

/// <summary>How this implementation names itself in files and associations (PS3.7 D.3.3.2).</summary>
public static class DicomImplementation
{
    /// <summary>The implementation class UID.</summary>
    public static DicomUID ClassUID { get; set; } =
        new("2.25.242848607398754283668451930574451342369", "AcsaNode Implementation Class UID", DicomUidType.Unknown);

    /// <summary>The implementation version name, at most 16 characters.</summary>
    public static string Version { get; set; } = CreateVersion();

    private static string CreateVersion()
    {
        var version = typeof(DicomImplementation).Assembly.GetName().Version;
        return version is null ? "AcsaNode" : $"AcsaNode {version.Major}.{version.Minor}";
    }
}
