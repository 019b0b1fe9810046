using System.Security.Cryptography;
using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>A folder with model.json, the ONNX files it names, and perhaps a golden case; checked as a whole when loaded.</summary>
public sealed class ModelPackage
{
    /// <summary>Name of the manifest in a package's folder.</summary>
    public const string ManifestFile = "model.json";

    ModelPackage(string folder, ModelManifest manifest, string sha256) => (Folder, Manifest, Sha256) = (folder, manifest, sha256);

    public string Folder { get; }
    public ModelManifest Manifest { get; }

    /// <summary>Identity: SHA-256 (lower-case hex) over the bytes of model.json and then of each member, in the manifest's order.</summary>
    public string Sha256 { get; }

    /// <summary>Loads a package and verifies every file it names.</summary>
    /// <exception cref="ModelPackageException">A file is missing, too large or changed, the manifest is wrong, or the golden mask is
    /// empty.</exception>
    public static ModelPackage Load(string folder)
    {
        var manifestPath = Path.Combine(folder, ManifestFile);
        var json = ReadFile(manifestPath, Limits.ManifestBytes);
        var manifest = ManifestReader.Read(manifestPath, json);

        using var identity = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        identity.AppendData(json);
        foreach (var member in manifest.Members) identity.AppendData(ReadMember(folder, member));
        var package = new ModelPackage(folder, manifest, Convert.ToHexStringLower(identity.GetHashAndReset()));
        // A model that outlines nothing would agree with it fully.
        if (package.ReadGolden() is { } golden && golden.Mask.CountInside() == 0)
        {
            throw new ModelPackageException(
                $"{Path.Combine(folder, manifest.Golden!.Mask)}: nothing is inside, expected the outline of {manifest.Golden.Structure}.");
        }

        return package;
    }

    /// <summary>The bytes of a member, whose hash is verified each time, so that what runs is what the manifest names.</summary>
    /// <exception cref="ModelPackageException">The file is not what the manifest says.</exception>
    public byte[] ReadMember(ModelMember member) => ReadMember(Folder, member);

    /// <summary>The golden case's image and mask; null when the package has none.</summary>
    /// <exception cref="ModelPackageException">A file is damaged, or the two differ in size.</exception>
    public (GreyImage Image, Mask Mask)? ReadGolden()
    {
        if (Manifest.Golden is not { } golden) return null;
        var image = ReadPng(golden.Image, PngReader.ReadGrey);
        var mask = ReadPng(golden.Mask, PngReader.ReadMask);
        if (image.Width != mask.Width || image.Height != mask.Height)
        {
            throw new ModelPackageException(
                $"{Path.Combine(Folder, golden.Mask)}: {mask.Width}×{mask.Height} pixels, " +
                $"expected {image.Width}×{image.Height} as {golden.Image}.");
        }

        return (image, mask);
    }

    static byte[] ReadMember(string folder, ModelMember member)
    {
        var path = Path.Combine(folder, member.File);
        var bytes = ReadFile(path, Limits.MemberBytes);
        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (actual != member.Sha256)
            throw new ModelPackageException($"{path}: SHA-256 is {actual}, expected {member.Sha256} as {ManifestFile} says.");
        return OnnxWeights.AreElsewhere(bytes)
            ? throw new ModelPackageException($"{path}: {OnnxWeights.Refusal}")
            : bytes;
    }

    T ReadPng<T>(string name, Func<ReadOnlyMemory<byte>, T> read)
    {
        var path = Path.Combine(Folder, name);
        try
        {
            return read(ReadFile(path, Imaging.Limits.PngMaxFileBytes));
        }
        catch (PngFormatException problem)
        {
            throw new ModelPackageException($"{path}: {problem.Message}", problem);
        }
    }

    static byte[] ReadFile(string path, long most)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (stream.Length > most) throw new ModelPackageException($"{path}: {stream.Length} bytes, expected at most {most}.");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException($"{path}: cannot be read: {problem.Message}", problem);
        }
    }
}
