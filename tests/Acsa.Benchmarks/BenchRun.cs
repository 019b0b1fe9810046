namespace Acsa.Benchmarks;

/// <summary>What every section gets: the options, the corpora and the log of measurements.</summary>
sealed class BenchRun(BenchOptions options, ResultLog results) : IDisposable
{
    const long LeastTouched = 256 << 20;

    readonly List<string> _retired = [];

    public BenchOptions Options => options;

    public ResultLog Results => results;

    /// <summary>The objects that are sent and parsed; made on first use.</summary>
    public Corpora.CorpusStore Corpora { get; } = new(options);

    /// <summary>A new, empty folder below the work folder.</summary>
    public string NewFolder(string name)
    {
        var folder = Path.Combine(options.WorkFolder, $"{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Gives a folder's room back. Its files stay, empty, to the end of the run.</summary>
    /// <remarks>
    /// ext4 does not hand out the number of a deleted file again for one to six minutes, and looks at each of them again for every new
    /// file: deleting between two measurements doubled the CPU time of the second.
    /// </remarks>
    public void Retire(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            using (File.OpenHandle(file, FileMode.Truncate, FileAccess.Write)) { }
        _retired.Add(folder);
    }

    /// <summary>Has the system use as much memory for files as will be needed, and free it again.</summary>
    /// <remarks>
    /// A virtual machine gives memory that it has long not used back to its host. Whoever writes first then waits for each page, eight
    /// times as long as for the write itself, and who that is depends on the order of the measurements alone.
    /// </remarks>
    public void TouchMemory(long bytes)
    {
        var file = Path.Combine(options.WorkFolder, "memory");
        using var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write);
        var block = new byte[256 * 1024];
        for (var at = 0L; at < Math.Max(LeastTouched, bytes + bytes / 4); at += block.Length) RandomAccess.Write(handle, block, at);
        RandomAccess.SetLength(handle, 0);
    }

    /// <summary>Deletes what was retired.</summary>
    public void Dispose()
    {
        if (options.KeepsEmptied) return;
        foreach (var folder in _retired) Directory.Delete(folder, recursive: true);
    }
}
