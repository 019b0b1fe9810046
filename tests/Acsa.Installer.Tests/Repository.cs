namespace Acsa.Installer.Tests;

/// <summary>The folder that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    static string Find(string folder) => File.Exists(Path.Combine(folder, "AcsaNode.sln")) ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"No AcsaNode.sln above {AppContext.BaseDirectory}"));
}
