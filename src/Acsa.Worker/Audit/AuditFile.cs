using System.Globalization;
using System.Text;
using System.Text.Json;
using Acsa.Worker.Hosting;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Audit;

/// <summary>audit/MONTH.jsonl in the data folder: one line for each entry, only ever appended to.</summary>
sealed class AuditFile(DataFolder data, TimeProvider time) : IAuditTrail, IDisposable
{
    readonly string _folder = Path.Combine(data.Path, "audit");
    readonly SemaphoreSlim _gate = new(1, 1);

    public async Task AddAsync(AuditEntry entry, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            DurableFolder.Create(_folder);
            var file = Path.Combine(_folder, time.GetUtcNow().UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture) + ".jsonl");
            if (!File.Exists(file)) DurableFile.CreateHandle(file).Dispose();
            await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(ResultJson.Write(entry) + "\n"), stop);
            await stream.FlushAsync(stop);
            DurableFile.FlushData(stream.SafeFileHandle);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<IReadOnlyList<AuditEntry>> LastAsync(int count, CancellationToken stop)
    {
        var entries = new List<AuditEntry>();
        if (!Directory.Exists(_folder)) return entries;
        foreach (var file in Directory.EnumerateFiles(_folder, "*.jsonl").OrderDescending(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var lines = new Queue<string>();
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                lines.Enqueue(line);
                if (lines.Count > count) lines.Dequeue();
            }

            entries.AddRange(lines.Reverse().Select(Read).OfType<AuditEntry>());
            if (entries.Count >= count) break;
        }

        return [.. entries.Take(count)];
    }

    public void Dispose() => _gate.Dispose();

    // A line that a power cut left half is passed over.
    static AuditEntry? Read(string line)
    {
        try
        {
            return ResultJson.Read<AuditEntry>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
