namespace Acsa.Peers;

/// <summary>A temporary folder that goes with its owner.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("acsa-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Folder(string name) => Directory.CreateDirectory(File(name)).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static implicit operator string(ScratchFolder folder) => folder.Path;
}
