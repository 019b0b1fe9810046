using System.Globalization;
using System.Security.Cryptography;
using Acsa.Reporting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Results;

/// <summary>results/DATE/*.dcm: what was found, durable before its rows are written. Names are generated.</summary>
sealed class ResultFolder(string folder)
{
    /// <summary>Full path of a file that the ledger names.</summary>
    public string PathOf(string file) => Path.Combine(folder, file);

    public async Task<IReadOnlyList<ResultFile>> WriteAsync(IReadOnlyList<ResultInstance> results, DateTimeOffset runAt,
        CancellationToken stop)
    {
        var day = runAt.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        DurableFolder.Create(Path.Combine(folder, day));
        var files = new List<ResultFile>();
        foreach (var result in results)
        {
            using var bytes = new MemoryStream();
            result.File.Save(bytes);
            var content = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
            var name = $"{day}/{Guid.NewGuid():N}.dcm";
            await DurableFile.WriteAsync(PathOf(name), async (stream, cancel) => await stream.WriteAsync(content, cancel), stop);
            files.Add(new(result.Kind, result.SopInstanceUid, result.SopClassUid, name,
                Convert.ToHexStringLower(SHA256.HashData(content.Span))));
        }

        return files;
    }

    /// <summary>Removes files of a run that died before it recorded them: the run is repeated and writes the same objects again.</summary>
    public async Task SweepAsync(IStudyLedger ledger, CancellationToken stop)
    {
        var known = await ledger.ResultFilesAsync(stop);
        foreach (var day in Directory.EnumerateDirectories(folder))
        {
            foreach (var file in Directory.EnumerateFiles(day))
            {
                if (!known.Contains($"{Path.GetFileName(day)}/{Path.GetFileName(file)}")) File.Delete(file);
            }
        }
    }
}
