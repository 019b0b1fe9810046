using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Care;

/// <summary>Copies the ledger by the schedule, where it is a file and a folder is configured.</summary>
sealed class LedgerCare(NodeConfiguration configuration, TimeProvider time, ILogger<LedgerCare> log)
{
    public Task BackUpAsync(CancellationToken stop) => Task.Run(BackUp, stop);

    void BackUp()
    {
        if (configuration.Ledger.File is not { } ledger || configuration.Backup.Folder is not { } folder) return;
        var file = LedgerCopy.Write(ledger, folder, time.GetUtcNow());
        Log.BackedUp(log, file, new FileInfo(file).Length / 1e6, LedgerCopy.Prune(folder, configuration.Backup.Keep));
    }
}
