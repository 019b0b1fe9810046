using System.Runtime.InteropServices;

namespace Acsa.Benchmarks;

/// <summary>A program or library of somebody else's that a section needs.</summary>
/// <param name="Program">Its name on the PATH, or that of a shared library.</param>
/// <param name="Package">The Debian package that brings it.</param>
sealed record Prerequisite(string Program, string Package)
{
    public static readonly Prerequisite StoreScp = new("storescp", "dcmtk");
    public static readonly Prerequisite StoreScu = new("storescu", "dcmtk");
    public static readonly Prerequisite DcmSend = new("dcmsend", "dcmtk");
    public static readonly Prerequisite Orthanc = new("Orthanc", "orthanc");
    public static readonly Prerequisite DcmCJpeg = new("dcmcjpeg", "dcmtk");

    public static readonly Prerequisite Compiler = new("g++", "g++");
    // Debian's own: another python3 that comes first on the PATH lacks its packages.
    public static readonly Prerequisite Python = new("/usr/bin/python3", "python3-pydicom");

    public static readonly Prerequisite TurboJpeg = new("libturbojpeg.so.0", "libturbojpeg0");
    public static readonly Prerequisite OpenJpeg = new("libopenjp2.so.7", "libopenjp2-7");
    public static readonly Prerequisite CharLs = new("libcharls.so.2", "libcharls2");

    /// <summary>Full path of the program or name of the library, or null when it is not installed.</summary>
    public string? Find()
    {
        if (Program.Contains(".so", StringComparison.Ordinal)) return NativeLibrary.TryLoad(Program, out _) ? Program : null;
        // Orthanc lies in /usr/sbin, which is not on every account's PATH.
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin");
        string[] names = OperatingSystem.IsWindows() ? [Program + ".exe"] : [Program];
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
