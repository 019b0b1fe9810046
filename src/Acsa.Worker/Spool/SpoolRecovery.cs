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
    /// <summary>Returns how many files were adopted.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var alive = (await nodes.NodesAsync(stop)).Where(row => row.IsAlive && row.Name != node.Name).Select(row => row.Name)
            .ToHashSet(StringComparer.Ordinal);
        RemovePartials(of => !alive.Contains(of));
        return await AdoptAsync(of => !alive.Contains(of), stop);
    }

    /// <summary>The same for what another node left whose lease ran out; returns how many files were adopted.</summary>
    public Task<int> AdoptFromAsync(string gone, CancellationToken stop)
    {
        RemovePartials(of => of == gone);
        return AdoptAsync(of => of == gone, stop);
    }

    async Task<int> AdoptAsync(Func<string, bool> isFree, CancellationToken stop)
    {
        var known = await ledger.SpoolFilesAsync(stop);
        var adopted = 0;
        foreach (var day in Directory.EnumerateDirectories(folder).Where(day => day != Incoming).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(day, "*.dcm").Order(StringComparer.Ordinal))
            {
                var name = $"{Path.GetFileName(day)}/{Path.GetFileName(file)}";
                if (known.Contains(name) || !isFree(SpoolNames.NodeOf(name))) continue;
                if (await AdoptAsync(file, name, stop)) adopted++;
            }
        }

        return adopted;
    }

    string Incoming => Path.Combine(folder, "incoming");

    void RemovePartials(Func<string, bool> isFree)
    {
        // Those that lie in the folder itself are from the time when a spool had one node, which has no name here.
        IEnumerable<string> folders = [.. Directory.EnumerateDirectories(Incoming).Where(of => isFree(Path.GetFileName(of))),
            .. isFree("") ? [Incoming] : Array.Empty<string>()];
        foreach (var of in folders)
        {
            foreach (var partial in Directory.EnumerateFiles(of, "*" + DurableFile.PartialExtension)) File.Delete(partial);
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
