using System.Security.Cryptography;
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

        /// <summary>Puts another value in the place of one of the network's.</summary>
        public Copy Weight(float from, float to)
        {
            var member = JsonNode.Parse(File.ReadAllText(PathOf("model.json")))!["members"]![0]!["file"]!.GetValue<string>();
            var bytes = File.ReadAllBytes(PathOf(member));
            var at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(from));
            Assert.True(at >= 0, $"{member} has no weight of {from}");
            BitConverter.TryWriteBytes(bytes.AsSpan(at), to);
            File.WriteAllBytes(PathOf(member), bytes);
            return Change(manifest => manifest["members"]![0]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }

        /// <summary>Puts another network in the place of all members.</summary>
        public Copy Network(string onnx)
        {
            var bytes = File.ReadAllBytes(onnx);
            File.WriteAllBytes(PathOf("network.onnx"), bytes);
            return Change(manifest => manifest["members"] = new JsonArray(new JsonObject
            {
                ["file"] = "network.onnx", ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            }));
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
