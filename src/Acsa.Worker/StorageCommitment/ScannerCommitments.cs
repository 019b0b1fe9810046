using System.Collections.Concurrent;
using Acsa.DicomScp;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.StorageCommitment;

/// <summary>
/// Storage Commitment at the listener: takes archives' reports, and answers scanners for what is held — on an association of its own to a
/// scanner whose port is configured, else on the request's.
/// </summary>
/// <param name="isWhole">Whether an instance's spool file is there with all its bytes.</param>
sealed class ScannerCommitments(
    LiveConfiguration live, ICommitmentLedger ledger, Func<HeldInstance, bool> isWhole, WorkSignal signal, TimeProvider time,
    ILogger<ScannerCommitments> log) : ICommitments
{
    static readonly RetrySchedule Schedule =
        RetrySchedule.TryParse("5x1m,12x5m,24x1h", out var schedule) ? schedule : RetrySchedule.Default;

    readonly ConcurrentQueue<(string CallingAe, string TransactionUid)> _answered = [];

    public async Task<DicomStatus> AskAsync(Caller caller, CommitmentRequest request, CancellationToken stop)
    {
        // Where the report goes out on the same association there is a minute for it; after that the request is given up.
        await ledger.RecordRequestAsync(caller, request, ScannerOf(caller).Port > 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1), stop);
        signal.Raise();
        return DicomStatus.Success;
    }

    public async Task<CommitmentReport?> AnswerHereAsync(Caller caller, CommitmentRequest request, CancellationToken stop) =>
        ScannerOf(caller).Port > 0 ? null : await AnswerAsync(request, stop);

    public void Answered(Caller caller, CommitmentRequest request)
    {
        _answered.Enqueue((caller.CallingAe.Trim(), request.TransactionUid));
        signal.Raise();
    }

    public async Task<DicomStatus> ReportAsync(Caller caller, CommitmentReport report, CancellationToken stop)
    {
        foreach (var destination in live.Current.Destinations.Where(to => to.Commitment && to.AeTitle == caller.CallingAe.Trim()))
        {
            if (!await ledger.ReportCommitmentAsync(destination.Name, report, destination.Retry, Random.Shared.NextDouble, stop)) continue;
            Log.CommitmentReported(log, destination.Name, report.Stored.Count, report.Failed.Count);
            return DicomStatus.Success;
        }

        Log.CommitmentUnknown(log, caller.CallingAe);
        return DicomStatus.InvalidArgumentValue;
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var ticket = signal.Ticket;
            if (!await StepAsync(stop)) await signal.WaitAsync(ticket, null, time, stop);
        }
    }

    /// <summary>One report sent or recorded; false when none was due.</summary>
    public async Task<bool> StepAsync(CancellationToken stop)
    {
        if (_answered.TryPeek(out var answered))
        {
            await ledger.SettleRequestAsync(answered.CallingAe, answered.TransactionUid, null, null, stop);
            _answered.TryDequeue(out _);
            return true;
        }

        if (await ledger.ClaimRequestAsync(Limits.Lease * 4, stop) is not { } due) return false;
        var scanner = ScannerOf(new Caller(due.CallingAe, "", due.Host, ""));
        var failure = scanner.Port > 0 ? await SendAsync(scanner, due, stop) : "the scanner did not take the report on its association";
        var next = failure is null || scanner.Port == 0 ? null
            : Schedule.DelayAfter(due.Attempts + 1, Random.Shared.NextDouble()) is { } delay ? time.GetUtcNow() + delay
            : (DateTimeOffset?)null;
        await ledger.SettleRequestAsync(due.CallingAe, due.Request.TransactionUid, failure, next, CancellationToken.None);
        if (failure is not null) Log.ScannerNotTold(log, due.CallingAe, failure, next is null ? "given up" : "tried again");
        return true;
    }

    async Task<string?> SendAsync(ScannerConfiguration scanner, ScannerRequest due, CancellationToken stop)
    {
        try
        {
            return await ReportToAsync(scanner, due, stop);
        }
        catch (Exception error) when (error is DicomException or ArgumentException)
        {
            // What a scanner asked, and by what title, is its own text: it must not end this loop, and the node with it, now and at
            // each start.
            return "no report can be made of what it asked";
        }
    }

    async Task<string?> ReportToAsync(ScannerConfiguration scanner, ScannerRequest due, CancellationToken stop)
    {
        var host = scanner.Host == AdmittedCaller.Any ? due.Host : scanner.Host;
        var client = DicomClientFactory.Create(host, scanner.Port, false, live.Current.Dicom.AeTitle, due.CallingAe);
        client.ClientOptions.AssociationLingerTimeoutInMs = 0;
        client.ServiceOptions.RequestTimeout = Limits.Lease;
        DicomStatus? status = null;
        var report = CommitmentMessages.Write(await AnswerAsync(due.Request, stop));
        report.OnResponseReceived = (_, response) => status = response.Status;
        await client.AddRequestAsync(report);
        try
        {
            await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (status is null && DestinationCall.FailureOf(error) is { } words)
        {
            return words;
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is not null)
        {
            // Answered before the association broke.
        }

        return status == DicomStatus.Success ? null : status is null ? "no answer" : $"the report was answered 0x{status.Code:X4}";
    }

    /// <summary>What is held durably: recorded, its file there, of the class that the scanner says.</summary>
    internal async Task<CommitmentReport> AnswerAsync(CommitmentRequest request, CancellationToken stop)
    {
        var held = (await ledger.HeldAsync([.. request.Items.Select(item => item.SopInstanceUid).Distinct()], stop))
            .Where(isWhole).ToLookup(instance => instance.SopInstanceUid, instance => instance.SopClassUid);
        var stored = new List<CommitmentItem>();
        var failed = new List<(CommitmentItem, ushort)>();
        foreach (var item in request.Items)
        {
            if (held[item.SopInstanceUid].Contains(item.SopClassUid)) stored.Add(item);
            else failed.Add((item, held.Contains(item.SopInstanceUid) ? CommitmentReport.ClassInstanceConflict
                : CommitmentReport.NoSuchInstance));
        }

        return new(request.TransactionUid, stored, failed);
    }

    ScannerConfiguration ScannerOf(Caller caller)
    {
        var titled = live.Current.Scanners.Where(scanner => scanner.Commitment).ToList();
        return titled.Find(scanner => scanner.AeTitle == caller.CallingAe.Trim())
            ?? titled.Find(scanner => scanner.AeTitle == AdmittedCaller.Any)
            ?? new ScannerConfiguration(caller.CallingAe.Trim(), caller.Host); // Left the configuration since it asked.
    }
}
