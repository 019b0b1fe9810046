using Acsa.Worker.Commands;

namespace Acsa.Worker.Demo;

/// <summary>The folder of a demonstration. It empties only what an earlier demonstration wrote.</summary>
sealed class DemoFolder
{
    const string Marker = "acsa-demo.txt";
    static readonly string[] Parts = ["images", "node", "pacs", "overlays"];

    DemoFolder(string path) => Path = path;

    public string Path { get; }
    public string Images => this["images"];
    public string Node => this["node"];
    public string Pacs => this["pacs"];
    public string Overlays => this["overlays"];

    string this[string part] => System.IO.Path.Combine(Path, part);

    /// <summary>Makes the folder ready; throws <see cref="UsageException"/> when it holds something else.</summary>
    public static DemoFolder Prepare(string path)
    {
        var marker = System.IO.Path.Combine(path, Marker);
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !File.Exists(marker))
            throw new UsageException($"{path} is not empty and not of an earlier demonstration; name another folder with --out.");

        Directory.CreateDirectory(path);
        File.WriteAllText(marker,
            "Written by acsa demo, which empties the folders beside this file each time it runs." + Environment.NewLine);
        var folder = new DemoFolder(path);
        foreach (var part in Parts)
        {
            if (Directory.Exists(folder[part])) Directory.Delete(folder[part], recursive: true);
            Directory.CreateDirectory(folder[part]);
        }

        return folder;
    }
}
