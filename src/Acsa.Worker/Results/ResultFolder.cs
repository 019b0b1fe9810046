using System.Security.Cryptography;
using Acsa.Reporting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Results;

/// <summary>results/DATE/NODE-*.dcm: what was found, durable before its rows are written. Names are generated.</summary>
/// <param name="folder">Shared by the nodes of one ledger.</param>
/// <param name="reserve">Below so many free bytes there is no room.</param>
sealed class ResultFolder(string folder, NodeIdentity node, long reserve, IFreeSpace disk)
{
    readonly SpoolNames _names = new(node.Name);

    /// <summary>Whether the disk holds more than its reserve; without room no study is begun.</summary>
    public bool HasRoom
    {
        get
        {
            try
            {
                return disk.AvailableBytes(folder) >= reserve;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <summary>Full path of a file that the ledger names.</summary>
    public string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>Whether a file is, to the bit, what was written.</summary>
    public bool IsAsWritten(string file, string sha256)
    {
        using var stream = new FileStream(PathOf(file), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == sha256;
    }

    /// <summary>Earlier results as later ones refer to them, whether or not their files are there.</summary>
    public IReadOnlyList<InstanceReference> References(IReadOnlyList<EarlierResult> earlier) =>
        [.. earlier.Select(Reference).OfType<InstanceReference>()];

    InstanceReference? Reference(EarlierResult result)
    {
        if (result.SeriesInstanceUid is { } series)
            return new(result.StudyInstanceUid, series, result.SopClassUid, result.SopInstanceUid)
                { Kind = result.Kind, HeldBy = result.HeldBy, IsRejected = result.HiddenBy.Count > 0 };
        try
        {
            return InstanceReference.Of(DicomFile.Open(PathOf(result.File), FileReadOption.SkipLargeTags).Dataset) with
            {
                Kind = result.Kind, HeldBy = result.HeldBy, IsRejected = result.HiddenBy.Count > 0,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DicomFileException or DicomDataException)
        {
            // A result of an earlier version whose file is lost, removed or damaged must not keep a new one back; it is named nowhere.
            return null;
        }
    }

    public async Task<IReadOnlyList<ResultFile>> WriteAsync(IReadOnlyList<ResultInstance> results, DateTimeOffset runAt,
        CancellationToken stop)
    {
        DurableFolder.Create(Path.Combine(folder, SpoolNames.Day(runAt)));
        var files = new List<ResultFile>();
        foreach (var result in results)
        {
            using var bytes = new MemoryStream();
            result.File.Save(bytes);
            var content = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
            var name = _names.NewFile(runAt);
            await DurableFile.WriteAsync(PathOf(name), async (stream, cancel) => await stream.WriteAsync(content, cancel), stop);
            files.Add(new(result.Kind, result.SopInstanceUid, result.SopClassUid, name,
                Convert.ToHexStringLower(SHA256.HashData(content.Span)))
            {
                SeriesInstanceUid = result.File.Dataset.GetSingleValueOrDefault<string?>(DicomTag.SeriesInstanceUID, null),
                Recipients = result.Recipients,
            });
        }

        return files;
    }

    /// <summary>Removes files of this node's runs that died before they recorded them: a run is repeated and writes the same objects
    /// again.</summary>
    public async Task SweepAsync(IStudyLedger ledger, CancellationToken stop)
    {
        var known = await ledger.ResultFilesAsync(stop);
        foreach (var day in Directory.EnumerateDirectories(folder))
        {
            foreach (var file in Directory.EnumerateFiles(day))
            {
                // Files without a node's name are from the time when the folder had one node.
                var name = $"{Path.GetFileName(day)}/{Path.GetFileName(file)}";
                if (SpoolNames.NodeOf(file) is var of && (of == node.Name || of.Length == 0) && !known.Contains(name)) File.Delete(file);
            }
        }
    }
}
