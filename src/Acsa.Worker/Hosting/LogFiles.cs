using System.Globalization;
using System.Text;

namespace Acsa.Worker.Hosting;

/// <summary>
/// The log as files of a folder, for a service that has neither console nor journal: acsa-20261121.log, the next one of a day
/// acsa-20261121.2.log. A file holds <see cref="MaximumBytes"/>, the folder <see cref="Kept"/> of them.
/// </summary>
sealed class LogFiles(string folder, TimeProvider time, long maximumBytes = LogFiles.MaximumBytes, int kept = LogFiles.Kept) : TextWriter
{
    // Together a gigabyte: a caller that is refused a thousand times a second shall not fill the disk that studies need.
    public const long MaximumBytes = 20L * 1024 * 1024;
    public const int Kept = 50;

    readonly Lock _gate = new();
    StreamWriter? _file;
    string _day = "";

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>From now on, what the program writes to its console goes to files of the folder. Throws <see cref="IOException"/> or
    /// <see cref="UnauthorizedAccessException"/> when they cannot be written.</summary>
    public static void TakeOver(string folder, TimeProvider time)
    {
        var files = new LogFiles(folder, time);
        files.Open();
        Console.SetOut(files);
        Console.SetError(files);
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        lock (_gate)
        {
            try
            {
                if (_file is null || Day() != _day || _file.BaseStream.Length >= maximumBytes) Open();
                _file!.Write(value);
                _file.Flush();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // A full disk costs lines of the log, not the node; the next line tries again.
                Drop();
            }
        }
    }

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    void Open()
    {
        Drop();
        Directory.CreateDirectory(folder);
        _day = Day();
        var number = 1;
        while (new FileInfo(PathOf(number)) is { Exists: true } full && full.Length >= maximumBytes) number++;
        _file = new StreamWriter(new FileStream(PathOf(number), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete),
            new UTF8Encoding(false));
        foreach (var old in Directory.GetFiles(folder, "acsa-????????*.log").Select(path => Path.GetFileName(path)!)
            .OrderByDescending(name => name[..13], StringComparer.Ordinal)
            .ThenByDescending(name => name.Length).ThenByDescending(name => name, StringComparer.Ordinal)
                .Skip(kept)) File.Delete(Path.Combine(folder, old));
    }

    // Closing writes what the file could not take before; that it cannot now either is known.
    void Drop()
    {
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
        }

        _file = null;
    }

    string Day() => time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    string PathOf(int number) =>
        Path.Combine(folder, number == 1 ? $"acsa-{_day}.log" : $"acsa-{_day}.{number.ToString(CultureInfo.InvariantCulture)}.log");

    protected override void Dispose(bool disposing)
    {
        if (disposing) Drop();
        base.Dispose(disposing);
    }
}
