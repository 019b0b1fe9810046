using System.Text.Json;

namespace Acsa.Benchmarks;

/// <summary>All measurements as JSON lines, each flushed, so that an interrupted run keeps what it had.</summary>
sealed class ResultLog : IDisposable
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    readonly StreamWriter _writer;

    public ResultLog(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _writer = new StreamWriter(file, append: true) { AutoFlush = true };
    }

    /// <summary>Writes one measurement; <paramref name="bench"/> names its kind.</summary>
    public void Add(string bench, object measurement) =>
        _writer.WriteLine(JsonSerializer.Serialize(new { bench, at = DateTimeOffset.UtcNow, measurement }, Format));

    public void Dispose() => _writer.Dispose();
}
