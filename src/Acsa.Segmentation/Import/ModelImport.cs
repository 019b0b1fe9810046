using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Encodings.Web;
using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>Makes a model package of somebody else's ONNX files: manifest, hashes, golden case and card. What is not stated is not
/// guessed.</summary>
public static class ModelImport
{
    const string StatementsFile = "import.json";

    static readonly JsonSerializerOptions Written = new()
        { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Imports; the package appears whole or not at all.</summary>
    /// <exception cref="ModelPackageException">Something is missing, contradictory or not what was stated; the message names
    /// it.</exception>
    public static ImportReport Run(ImportRequest request)
    {
        try
        {
            var sources = Sources(request.Source);
            var statements = State(request, sources);
            var target = Path.Combine(request.Target, request.Id);
            if (Directory.Exists(target)) throw new ModelPackageException($"{target}: is there already; choose another id or remove it.");
            Directory.CreateDirectory(request.Target);
            var work = Directory.CreateDirectory(Path.Combine(request.Target, $".import-{Guid.NewGuid():N}")).FullName;
            try
            {
                var report = Fill(work, request, sources, statements);
                Directory.Move(work, target);
                return report with { Package = ModelPackage.Load(target) };
            }
            finally
            {
                if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException($"{request.Source}: {problem.Message}", problem);
        }
    }

    static string[] Sources(string source)
    {
        if (File.Exists(source)) return [source];
        if (!Directory.Exists(source)) throw new ModelPackageException($"{source}: is neither a file nor a folder.");
        var files = Directory.GetFiles(source, "*.onnx").Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
            throw new ModelPackageException($"{source}: holds no .onnx file; training/import/README.md says how to make one.");
        // Before each is read, and copied.
        return files.Length <= Limits.Members ? files
            : throw new ModelPackageException($"{source}: {files.Length} .onnx files, expected at most {Limits.Members}.");
    }

    static ImportStatements State(ImportRequest request, string[] sources)
    {
        var statements = new ImportStatements();
        statements.Add(request.Kind.Name, request.Kind.Statements);
        var folder = Directory.Exists(request.Source) ? request.Source : Path.GetDirectoryName(Path.GetFullPath(request.Source))!;
        if (File.Exists(Path.Combine(folder, StatementsFile))) statements.AddFile(Path.Combine(folder, StatementsFile));
        statements.Add("--state", request.Statements);
        if (request.Kind.Name == NnUnetFolder.Kind) NnUnetFolder.Describe(folder, statements);
        foreach (var source in sources) OnnxFile.Read(source).Describe(statements, request.Kind.Name == "deepacsa-unet3plus");
        if (request.GoldenImage is null)
            throw new ModelPackageException($"{request.Source}: not stated: golden.image. Give a PNG with --golden.");
        statements.RequireAll(request.Source);
        return statements;
    }

    static ImportReport Fill(string work, ImportRequest request, string[] sources, ImportStatements statements)
    {
        var members = sources.Select(source => Copy(source, work)).ToArray();
        var structure = statements["golden.structure"] ?? statements["structures"]!.Split(',', StringSplitOptions.TrimEntries)[0];
        var image = Golden(request.GoldenImage!, PngReader.ReadGrey);
        PngWriter.Write(Path.Combine(work, "golden.png"), image);
        var given = request.GoldenMask is null ? null : Golden(request.GoldenMask, PngReader.ReadMask);
        if (given is not null) RequireOutline(given, request.GoldenMask!, structure);
        // Where none came, something until the model has made it.
        PngWriter.Write(Path.Combine(work, "golden-mask.png"), given ?? Everywhere(image));
        WriteManifest(work, statements.Manifest(request.Id, members, structure).ToJsonString(Written));

        var package = ModelPackage.Load(work);
        double? difference = null;
        var tile = new FrameRun(package.Manifest, image, new TilePool(package.Manifest)).Next()[0];
        for (var i = 0; i < members.Length; i++)
        {
            RawOutput.CheckActivation(package, package.Manifest.Members[i], tile);
            if (RawOutput.Compare(package, package.Manifest.Members[i], sources[i]) is { } found)
                difference = Math.Max(difference ?? 0, found);
        }

        using var segmenter = Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly);
        if (given is null)
        {
            var whole = new PixelRectangle(0, 0, image.Width - 1, image.Height - 1);
            var made = segmenter.Segment(image, whole, structure).Mask;
            RequireOutline(made, request.GoldenImage!, structure);
            PngWriter.Write(Path.Combine(work, "golden-mask.png"), made);
        }

        var golden = GoldenCheck.Run(segmenter)!;
        if (!golden.Passed)
        {
            throw new ModelPackageException(FormattableString.Invariant(
                $"{request.GoldenMask}: the model's mask has a Dice of {golden.Dice:0.0000} with it, expected {golden.MinimumDice} (golden.minimumDice)."));
        }

        var report = new ImportReport(package, golden, given is not null, difference);
        File.WriteAllText(Path.Combine(work, "MODEL_CARD.md"), ModelCard.Write(report, request.Kind));
        return report;
    }

    static Mask Everywhere(GreyImage image)
    {
        var mask = new Mask(image.Width, image.Height);
        mask.Pixels.AsSpan().Fill(1);
        return mask;
    }

    static void RequireOutline(Mask mask, string file, string structure)
    {
        if (mask.CountInside() == 0)
            throw new ModelPackageException(
                $"{file}: golden.mask is empty for {structure}, expected an image that shows it: it would prove nothing.");
    }

    static ModelMember Copy(string source, string work)
    {
        var name = Path.GetFileName(source);
        File.Copy(source, Path.Combine(work, name));
        return new(name, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(source))));
    }

    static void WriteManifest(string work, string json) => File.WriteAllText(Path.Combine(work, ModelPackage.ManifestFile), json + "\n");

    static T Golden<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (PngFormatException problem)
        {
            throw new ModelPackageException($"{path}: {problem.Message}", problem);
        }
    }
}
