namespace Acsa.Worker.Tests.Fakes;

/// <summary>The working copy that the tests were built in.</summary>
static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    static string Find(string folder) => File.Exists(Path.Combine(folder, "AcsaNode.sln")) ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"No AcsaNode.sln above {AppContext.BaseDirectory}"));
}
