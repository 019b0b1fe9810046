using Acsa.DicomScp;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Spool;

/// <summary>
/// Puts the spool in order before the listener opens: removes what never became whole, adopts whole files that have no row
/// (the node died between the rename and the ledger's commit).
/// </summary>
sealed class SpoolRecovery(string folder, SpoolFolder spool, IInstanceLedger ledger, ILogger<SpoolRecovery> log)
{
    /// <summary>Returns how many files were adopted.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var incoming = Path.Combine(folder, "incoming");
        foreach (var partial in Directory.EnumerateFiles(incoming, "*" + DurableFile.PartialExtension)) File.Delete(partial);

        var known = await ledger.SpoolFilesAsync(stop);
        var adopted = 0;
        foreach (var day in Directory.EnumerateDirectories(folder).Where(day => day != incoming).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(day, "*.dcm").Order(StringComparer.Ordinal))
            {
                var name = $"{Path.GetFileName(day)}/{Path.GetFileName(file)}";
                if (known.Contains(name)) continue;
                if (await AdoptAsync(file, name, stop)) adopted++;
            }
        }

        return adopted;
    }

    async Task<bool> AdoptAsync(string file, string name, CancellationToken stop)
    {
        if (Part10Header.TryRead(file, out var header, out var dataSetOffset) && header.IsWritable)
        {
            var hash = DatasetHash.OfFile(file, dataSetOffset, header.TransferSyntaxUid);
            var verdict = await spool.RecordAsync(header, name, new FileInfo(file).Length, hash, adopted: true, stop);
            Log.OrphanAdopted(log, name, verdict);
            return verdict != StoreVerdict.AlreadyHeld;
        }

        Log.OrphanUnreadable(log, name);
        return false;
    }
}
