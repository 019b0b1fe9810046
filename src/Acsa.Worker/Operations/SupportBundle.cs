using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Acsa.Worker.Configuration;
using Acsa.Worker.Health;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;
using Acsa.Worker.Tls;

namespace Acsa.Worker.Operations;

/// <summary>What those who help need to know of a node, in one ZIP file: no image, no UID, nothing of a patient, no password.</summary>
static partial class SupportBundle
{
    const int LogBytes = 10 << 20;

    /// <summary>Writes it; what cannot be gathered is said in the file where it would be.</summary>
    /// <param name="configurationFile">The node's configuration.</param>
    /// <param name="logs">Folder of `acsa run --log`; null = the journal, where there is one.</param>
    public static async Task WriteAsync(string configurationFile, string? logs, string to, CancellationToken stop)
    {
        await using var file = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        await using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        var (configuration, problems) = Read(configurationFile);
        await AddAsync(zip, "versions.json", Versions());
        await AddAsync(zip, "configuration.json", Try(() => Redact(File.ReadAllText(configurationFile))));
        await AddAsync(zip, "configuration-problems.txt", problems.Count == 0 ? "none"
            // Not the value: it may be a secret in a wrong place.
            : string.Join('\n', problems.Select(problem => Hidden($"{problem.Path}: expected {problem.Expected}"))));
        if (configuration is not null)
        {
            await AddAsync(zip, "ledger.json", await TryAsync(() => LedgerAsync(configuration, stop)));
            await AddAsync(zip, "models.json", Try(() => ResultJson.WriteIndented(ModelStatusFile.ReadAll(configuration.Data)
                .Select(of => new { of.Node, of.Models.Models, of.Models.Problems }))));
            await AddAsync(zip, "disk.json", Try(() => Disk(configuration)));
        }

        foreach (var (name, text) in await LogsAsync(logs, stop)) await AddAsync(zip, "logs/" + name, text);
    }

    /// <summary>A configuration without what must not leave the house.</summary>
    public static string Redact(string text)
    {
        try
        {
            var root = JsonNode.Parse(text,
                documentOptions: new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            Walk(root, "");
            return root?.ToJsonString(new(JsonSerializerDefaults.Web) { WriteIndented = true }) ?? "";
        }
        catch (JsonException error)
        {
            return $"not JSON, and so left out: {error.Message}";
        }
    }

    // Only what is known to be harmless stays, of strings: whatever a key is called, an address with a password in it does not.
    static void Walk(JsonNode? node, string key)
    {
        if (node is JsonObject section)
        {
            foreach (var (name, value) in section.ToList())
            {
                if (name.Equals("ledger", StringComparison.OrdinalIgnoreCase) || IsSecret(name)) section[name] = "(hidden)";
                else if (value is JsonValue text && text.TryGetValue<string>(out var said)) section[name] = Hidden(said);
                else Walk(value, name);
            }
        }
        else if (node is JsonArray list)
        {
            for (var index = 0; index < list.Count; index++)
            {
                if (list[index] is JsonValue text && text.TryGetValue<string>(out var said)) list[index] = Hidden(said);
                else Walk(list[index], key);
            }
        }
    }

    static bool IsSecret(string key) => SecretKey().IsMatch(key) && !key.Equals("passwordFile", StringComparison.OrdinalIgnoreCase);

    static string Hidden(object text) =>
        Dotted().Replace(Credentials().Replace(text.ToString() ?? "", "$1(hidden)@"), found => IsUid(found.Value) ? "(uid)" : found.Value);

    // PS3.5 9.1: a UID has many components, or long ones; addresses and versions have neither.
    static bool IsUid(string dotted) => dotted.Split('.') is var parts
        && (parts.Length >= 6 || dotted.StartsWith("2.25.", StringComparison.Ordinal) || parts.Skip(3).Any(part => part.Length >= 4));

    static (NodeConfiguration?, IReadOnlyList<ConfigurationError>) Read(string file)
    {
        try
        {
            var read = ConfigurationFile.Read(file);
            return (read, [.. TlsStores.Check(file, read, DateTimeOffset.UtcNow)]);
        }
        catch (ConfigurationException error)
        {
            return (null, error.Errors);
        }
    }

    static string Versions() => ResultJson.WriteIndented(new
    {
        acsa = AnalysisSetup.SoftwareVersion, runtime = RuntimeInformation.FrameworkDescription, system = RuntimeInformation.OSDescription,
        architecture = RuntimeInformation.OSArchitecture.ToString(), processors = Environment.ProcessorCount,
        memoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, at = DateTimeOffset.UtcNow, timeZone = TimeZoneInfo.Local.Id,
        environment = EnvironmentOverrides.OfProcess().Names,
    });

    static async Task<string> LedgerAsync(NodeConfiguration configuration, CancellationToken stop)
    {
        using var ledger = SqlLedger.OpenToRead(configuration.Ledger, TimeProvider.System);
        var (report, ages) = (await ledger.ReportAsync(stop), await ledger.StageAgesAsync(stop));
        return ResultJson.WriteIndented(new
        {
            ledger = ledger.Description.Contains('@', StringComparison.Ordinal) ? "a server" : ledger.Description,
            studies = report.StudiesByState, report.Instances, report.Unreadable, report.Conflicts,
            oldestSeconds = new
            {
                received = ages.Received?.TotalSeconds, assembled = ages.Assembled?.TotalSeconds, outbox = ages.Outbox?.TotalSeconds,
            },
            destinations = report.Destinations.Select(to => new
            {
                to.Name, to.Pending, to.Delivered, to.Committed, to.Parked, to.AwaySince, to.Failures,
                trouble = to.Trouble is { } words ? Hidden(words) : null,
            }),
            parked = report.Parked.GroupBy(row => (row.Destination, row.Kind, Reason: Hidden(row.Reason)))
                .Select(of => new { of.Key.Destination, of.Key.Kind, of.Key.Reason, count = of.Count() }),
            outcomes = report.Findings.GroupBy(finding => finding.Status).Select(of => new { status = of.Key, count = of.Count() }),
        });
    }

    static string Disk(NodeConfiguration configuration)
    {
        var disk = new DiskFreeSpace();
        return ResultJson.WriteIndented(new
        {
            freeBytes = disk.AvailableBytes(configuration.Data), configuration.Spool.ReserveBytes,
            spoolFiles = Count(DataFolder.SpoolIn(configuration.Data)), resultFiles = Count(DataFolder.ResultsIn(configuration.Data)),
        });

        static int Count(string folder) =>
            Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count() : 0;
    }

    static async Task<IReadOnlyList<(string Name, string Text)>> LogsAsync(string? folder, CancellationToken stop)
    {
        if (folder is null) return OperatingSystem.IsLinux() ? [("journal.txt", await TryAsync(() => JournalAsync(stop)))] : [];
        var texts = new List<(string, string)>();
        var left = LogBytes;
        foreach (var file in Directory.EnumerateFiles(folder, "acsa-*.log").OrderDescending(StringComparer.Ordinal)
            .TakeWhile(_ => left > 0))
        {
            var text = Try(() => Hidden(Tail(file, left)));
            left -= text.Length;
            texts.Add((Path.GetFileName(file), text));
        }

        return texts;
    }

    static async Task<string> JournalAsync(CancellationToken stop)
    {
        using var journal = Process.Start(
            new ProcessStartInfo("journalctl", ["-u", "acsa-node", "-n", "20000", "--no-pager", "-o", "short-iso"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        }) ?? throw new IOException("journalctl did not start.");
        var (text, trouble) = (journal.StandardOutput.ReadToEndAsync(stop), journal.StandardError.ReadToEndAsync(stop));
        await journal.WaitForExitAsync(stop);
        return Hidden(await text + await trouble);
    }

    static string Tail(string file, int most)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > most) stream.Seek(-most, SeekOrigin.End);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    static string Try(Func<string> gather)
    {
        try
        {
            return gather();
        }
        catch (Exception error) when (IsExpected(error))
        {
            return $"not to be had: {Hidden(error.Message)}";
        }
    }

    static async Task<string> TryAsync(Func<Task<string>> gather)
    {
        try
        {
            return await gather();
        }
        catch (Exception error) when (IsExpected(error))
        {
            return $"not to be had: {Hidden(error.Message)}";
        }
    }

    static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException or System.Data.Common.DbException
        or System.ComponentModel.Win32Exception or InvalidDataException;

    static async Task AddAsync(ZipArchive zip, string name, string text)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Optimal).OpenAsync();
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n"));
    }

    [GeneratedRegex(@"\b[0-2](?:\.\d+){2,}\b")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"(://)[^/@\s]+@")]
    private static partial Regex Credentials();

    [GeneratedRegex("password|secret|token|credential", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();
}
