using Acsa.DicomScp;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.StorageCommitment;

/// <summary>Asks archives over DICOM.</summary>
sealed class CommitmentClient(
    string ownAeTitle, ResultFolder results, Func<DestinationConfiguration, ITlsInitiator?>? tls = null) : ICommitmentClient
{
    readonly HeldResults _held = new(ownAeTitle, results, tls);

    public async Task<AskFailure?> AskAsync(DestinationConfiguration destination, CommitmentAsk ask,
        Func<CommitmentReport, Task<DicomStatus>> report, CancellationToken stop)
    {
        DicomStatus? status = null;
        var action = CommitmentMessages.Write(new CommitmentRequest(
            ask.TransactionUid, [.. ask.Items.Select(item => new CommitmentItem(item.SopClassUid, item.SopInstanceUid))]));
        action.OnResponseReceived = (_, response) => status = response.Status;
        try
        {
            var client = DestinationCall.Client(ownAeTitle, destination, tls?.Invoke(destination));
            client.ClientOptions.AssociationLingerTimeoutInMs = (int)Limits.CommitmentLinger.TotalMilliseconds;
            client.OnNEventReportRequest = async request => new DicomNEventReportResponse(
                request,
                CommitmentMessages.ReadReport(request.Dataset) is { } told ? await report(told) : DicomStatus.InvalidArgumentValue);
            await client.AddRequestAsync(action);
            await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (status is null && DestinationCall.FailureOf(error) is { } words)
        {
            return new(ClientSending.IsContextRefused(error), ClientSending.IsContextRefused(error)
                ? "the destination does not take requests for Storage Commitment" : words);
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is not null)
        {
            // It was answered; how the association ended does not matter.
        }

        return status == DicomStatus.Success ? null
            : new(WasAnswered: status is not null, status is null ? "no answer to the request for commitment"
            : $"the request for commitment was answered 0x{status.Code:X4}");
    }

    public Task<IReadOnlySet<long>?> FindAsync(
        DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop) =>
        _held.FindAsync(destination, items, stop);
}
