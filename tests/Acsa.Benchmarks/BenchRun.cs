namespace Acsa.Benchmarks;

/// <summary>What every section gets: the options, the corpora and the log of measurements.</summary>
sealed class BenchRun(BenchOptions options, ResultLog results)
{
    public BenchOptions Options => options;

    public ResultLog Results => results;

    /// <summary>The objects that are sent and parsed; made on first use.</summary>
    public Corpora.CorpusStore Corpora { get; } = new(options);

    /// <summary>An empty folder below the work folder.</summary>
    public string NewFolder(string name)
    {
        var folder = Path.Combine(options.WorkFolder, name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        return folder;
    }
}
