namespace Acsa.Worker.Spool;

/// <summary>Files that are whole or absent, also after a power cut: written under another name, flushed, renamed, folder flushed.</summary>
static class DurableFile
{
    /// <summary>Extension of files that are not whole yet; they are removed at start.</summary>
    public const string PartialExtension = ".part";

    /// <summary>Opens a new file for sequential writing that only the node's account may read.</summary>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 128 * 1024,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }

    /// <summary>Gives a flushed file its name; an existing one is replaced.</summary>
    public static void Publish(string partial, string file)
    {
        File.Move(partial, file, overwrite: true);
        DurableFolder.Flush(Path.GetDirectoryName(file)!);
    }

    /// <summary>Writes a whole file; nothing of it remains when that fails.</summary>
    public static async Task WriteAsync(string file, Func<Stream, CancellationToken, Task> write, CancellationToken stop)
    {
        var partial = file + PartialExtension;
        File.Delete(partial);
        try
        {
            await using (var stream = Create(partial))
            {
                await write(stream, stop);
                stream.Flush(flushToDisk: true);
            }

            Publish(partial, file);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
