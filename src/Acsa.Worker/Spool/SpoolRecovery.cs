using Acsa.DicomScp;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Spool;

/// <summary>
/// Puts the spool in order: removes what never became whole, adopts whole files that have no row (a node died between the rename and
/// the ledger's commit). Only of this node, before its listener opens, and of nodes whose lease ran out: what a living one is about to
/// record is none of ours.
/// </summary>
sealed class SpoolRecovery(string folder, SpoolFolder spool, NodeIdentity node, IInstanceLedger ledger, INodeLedger nodes,
    ILogger<SpoolRecovery> log)
{
    readonly HashSet<string> _left = new(StringComparer.Ordinal);

    /// <summary>Returns how many files were adopted.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var alive = (await nodes.NodesAsync(stop)).Where(row => row.IsAlive && row.Name != node.Name).Select(row => row.Name)
            .ToHashSet(StringComparer.Ordinal);
        return await PutInOrderAsync(of => !alive.Contains(of), stop);
    }

    /// <summary>The same for what another node left whose lease ran out; returns how many files were adopted.</summary>
    public Task<int> AdoptFromAsync(string gone, CancellationToken stop) => PutInOrderAsync(of => of == gone, stop);

    /// <summary>Tries again what could not be read before; returns how many files were adopted.</summary>
    public async Task<int> AdoptLeftAsync(CancellationToken stop)
    {
        var adopted = 0;
        foreach (var name in _left.Where(name => File.Exists(spool.PathOf(name))).ToList()) if (await TryAdoptAsync(name, stop)) adopted++;
        return adopted;
    }

    async Task<int> PutInOrderAsync(Func<string, bool> isFree, CancellationToken stop)
    {
        var known = await ledger.SpoolFilesAsync(stop);
        ClearPartials(isFree, known);
        var adopted = 0;
        foreach (var day in Directory.EnumerateDirectories(folder).Where(day => day != Incoming).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(day, "*.dcm").Order(StringComparer.Ordinal))
            {
                var name = $"{Path.GetFileName(day)}/{Path.GetFileName(file)}";
                if (known.Contains(name) || !isFree(SpoolNames.NodeOf(name))) continue;
                if (await TryAdoptAsync(name, stop)) adopted++;
            }
        }

        return adopted;
    }

    string Incoming => Path.Combine(folder, "incoming");

    void ClearPartials(Func<string, bool> isFree, IReadOnlySet<string> known)
    {
        // Those that lie in the folder itself are from the time when a spool had one node, which has no name here.
        IEnumerable<string> folders = [.. Directory.EnumerateDirectories(Incoming).Where(of => isFree(Path.GetFileName(of))),
            .. isFree("") ? [Incoming] : Array.Empty<string>()];
        var partials = folders.SelectMany(of => Directory.EnumerateFiles(of, "*" + DurableFile.PartialExtension)).ToList();
        if (partials.Count == 0) return;
        var uniques = partials.Select(SpoolNames.UniqueOf).ToHashSet(StringComparer.Ordinal);
        var recorded = known.Where(name => uniques.Contains(SpoolNames.UniqueOf(name)))
            .ToLookup(SpoolNames.UniqueOf, StringComparer.Ordinal);
        foreach (var partial in partials)
        {
            try
            {
                // It has a row: it was flushed and answered for. A power cut undid its renaming alone, which NTFS writes when it likes.
                if (recorded[SpoolNames.UniqueOf(partial)].FirstOrDefault(name => !File.Exists(spool.PathOf(name))) is { } lost)
                {
                    DurableFolder.Create(Path.GetDirectoryName(spool.PathOf(lost))!);
                    DurableFile.Publish(partial, spool.PathOf(lost));
                    Log.RenamedAgain(log, lost);
                }
                else
                {
                    File.Delete(partial);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Log.OrphanLeft(log, $"incoming/{Path.GetFileName(partial)}", error); // The next start has it again.
            }
        }
    }

    // A file that cannot be read now does not keep the node from receiving; it has its turn again.
    async Task<bool> TryAdoptAsync(string name, CancellationToken stop)
    {
        try
        {
            var isNew = await AdoptAsync(spool.PathOf(name), name, stop);
            _left.Remove(name);
            return isNew;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (_left.Add(name)) Log.OrphanLeft(log, name, error);
            return false;
        }
    }

    async Task<bool> AdoptAsync(string file, string name, CancellationToken stop)
    {
        if (Part10Header.TryRead(file, out var header, out var dataSetOffset) && header.IsWritable)
        {
            var hash = DatasetHash.OfFile(file, dataSetOffset, header.TransferSyntaxUid);
            var verdict = await spool.AdoptAsync(header, name, new FileInfo(file).Length, hash, stop);
            Log.OrphanAdopted(log, name, verdict);
            return verdict != StoreVerdict.AlreadyHeld;
        }

        Log.OrphanUnreadable(log, name);
        return false;
    }
}
