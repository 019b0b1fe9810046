using System.Diagnostics;

namespace Acsa.Benchmarks.Corpora;

/// <summary>The objects of the benchmark: simulated ultrasound of no patient, the same bytes wherever it is made.</summary>
sealed class CorpusStore(BenchOptions options)
{
    /// <summary>Names, smallest objects first.</summary>
    public static readonly IReadOnlyList<string> Names = ["tiny", "us-jpeg", "us-single", "us-multi"];

    const string Complete = ".complete";

    /// <summary>The corpora that the command line asks for.</summary>
    public IEnumerable<Corpus> Selected => Names.Where(name => options.Corpora.Count == 0 || options.Corpora.Contains(name)).Select(Get);

    /// <summary>A corpus by its name, "warm" (some of each size, sent unmeasured to warm a receiver up) or "huge" (one object of 2
    /// GB).</summary>
    public Corpus Get(string name)
    {
        var folder = Path.Combine(options.WorkFolder, options.IsQuick ? "corpus-quick" : "corpus", name);
        if (!File.Exists(Path.Combine(folder, Complete))) Make(name, folder);
        string[] files = [.. Directory.EnumerateFiles(folder, "*.dcm").Order(StringComparer.Ordinal)];
        return new(name, files, files.Sum(file => new FileInfo(file).Length));
    }

    void Make(string name, string folder)
    {
        Console.Error.WriteLine($"acsa bench: making the corpus {name} in {folder} …");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var scale = options.IsQuick ? 10 : 1;
        switch (name)
        {
            case "tiny":
                Write(folder, 2000 / scale, 100, i => UltrasoundObject.Single(name, i, 128, 128, isColour: false));
                break;
            case "us-single":
                Write(folder, 200 / scale, 20, i => UltrasoundObject.Single(name, i, 768, 1024, isColour: true));
                break;
            case "us-multi":
                Write(folder, Math.Max(2, 10 / scale), 1, i => UltrasoundObject.MultiFrame(name, i, 480, 640, 100));
                break;
            case "warm":
                Write(folder, 440, 100, i => i < 40
                    ? UltrasoundObject.Single(name, i, 480, 640, isColour: true)
                    : UltrasoundObject.Single(name, i, 128, 128, isColour: false));
                break;
            case "huge":
                UltrasoundObject.SaveHuge(Path.Combine(folder, "0.dcm"), UltrasoundObject.HugeLength(options.IsQuick));
                break;
            case "us-jpeg":
                Compress(Get("us-single"), folder);
                break;
            default:
                throw new BenchException($"No corpus is called {name}; there are {string.Join(", ", Names)}.");
        }

        File.WriteAllText(Path.Combine(folder, Complete), "");
    }

    static void Write(string folder, int count, int perStudy, Func<int, DicomDataset> make)
    {
        Parallel.For(0, count, i =>
        {
            var dataSet = make(i);
            dataSet.AddOrUpdate(DicomTag.StudyInstanceUID,
                UltrasoundObject.Uid("study", folder.Length + i / perStudy, Path.GetFileName(folder)));
            new DicomFile(dataSet).Save(Path.Combine(folder, $"{i:D5}.dcm"));
        });
    }

    // By DCMTK, as a scanner's own encoder would: JPEG baseline, quality 85.
    static void Compress(Corpus source, string folder)
    {
        var program = Prerequisite.DcmCJpeg.Find()
            ?? throw new BenchException("The corpus us-jpeg needs dcmcjpeg (Debian: dcmtk).");
        Parallel.ForEach(source.Files, file =>
        {
            string[] arguments = ["+eb", "+q", "85", file, Path.Combine(folder, Path.GetFileName(file))];
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new BenchException($"dcmcjpeg failed on {file}: {error}");
        });
    }
}
