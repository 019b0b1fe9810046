namespace Acsa.Fuzz;

/// <summary>Where finds are written: each way to fail once, as bytes and as text.</summary>
internal sealed class FindFolder(string folder)
{
    public string Folder => folder;

    public IEnumerable<string> Names => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.bin").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)
        : [];

    public bool Knows(Find find) => File.Exists(PathOf(find, ".bin"));

    public void Write(Find find)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(PathOf(find, ".txt"), $"{find.Target} {find.Kind}: {find.Key}\n{find.Input.Length} bytes\n\n{find.Detail}\n");
        File.WriteAllBytes(PathOf(find, ".bin"), find.Input);
    }

    private string PathOf(Find find, string extension) => Path.Combine(folder, find.FileName + extension);
}
