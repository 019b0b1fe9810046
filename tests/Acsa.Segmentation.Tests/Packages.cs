using System.Text.Json.Nodes;

namespace Acsa.Segmentation.Tests;

static class Packages
{
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "packages");

    public static string Folder(string name) => Path.Combine(Root, name);

    public static GreyImage Image(string name) => PngReader.ReadGrey(Path.Combine(Root, name));

    public static PixelRectangle Whole(GreyImage image) => new(0, 0, image.Width - 1, image.Height - 1);

    public static Segmenter Open(string name) =>
        Segmenter.Open(ModelPackage.Load(Folder(name)), ExecutionProviderPolicy.CpuOnly, new SegmenterOptions(1));

    /// <summary>A copy of a package whose manifest, or files, a test may spoil; deleted with the object.</summary>
    public sealed class Copy : IDisposable
    {
        public Copy(string name)
        {
            Folder = Directory.CreateTempSubdirectory("acsa-package-").FullName;
            foreach (var file in Directory.GetFiles(Packages.Folder(name))) File.Copy(file, PathOf(System.IO.Path.GetFileName(file)));
        }

        public string Folder { get; }

        public string PathOf(string file) => System.IO.Path.Combine(Folder, file);

        public Copy Change(Action<JsonObject> change)
        {
            var manifest = JsonNode.Parse(File.ReadAllText(PathOf("model.json")))!.AsObject();
            change(manifest);
            File.WriteAllText(PathOf("model.json"), manifest.ToJsonString());
            return this;
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
