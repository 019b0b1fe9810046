using System.Net.Sockets;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Delivery;

/// <summary>Sends results by C-STORE; every item ends in an answer, or the report says why not.</summary>
sealed class DicomResultSender(string ownAeTitle, ResultFolder results) : IResultSender
{
    public async Task<SendReport> SendAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop)
    {
        var answers = new List<SendAnswer>();
        var client = DicomClientFactory.Create(destination.Host, destination.Port, false, ownAeTitle, destination.AeTitle);
        var milliseconds = (int)destination.Timeout.TotalMilliseconds;
        client.ClientOptions.AssociationRequestTimeoutInMs = milliseconds;
        client.ClientOptions.AssociationReleaseTimeoutInMs = milliseconds;
        client.ClientOptions.AssociationLingerTimeoutInMs = 0;
        client.ServiceOptions.RequestTimeout = destination.Timeout;
        foreach (var item in items)
        {
            if (RequestFor(item, answers) is { } request) await client.AddRequestAsync(request);
        }

        if (answers.Count == items.Count) return new(answers, null);
        HashSet<string> taken = [];
        client.AssociationAccepted += (_, accepted) => taken = [.. accepted.Association.PresentationContexts
            .Where(context => context.Result == DicomPresentationContextResult.Accept).Select(context => context.AbstractSyntax.UID)];
        try
        {
            await client.SendToEndAsync(stop);
            return new(Snapshot(answers), null);
        }
        catch (Exception error) when (ClientSending.IsContextRefused(error))
        {
            // The exception names one request; each other one was answered, or its class was not accepted either.
            var answered = Snapshot(answers);
            return new([.. answered, .. Refused(items, answered, taken)], null);
        }
        catch (Exception error) when (FailureOf(error) is { } failure)
        {
            return new(Snapshot(answers), failure);
        }
    }

    static IEnumerable<SendAnswer> Refused(
        IReadOnlyList<OutboxItem> items, IReadOnlyList<SendAnswer> answered, IReadOnlySet<string> taken) =>
        items.Where(item => !taken.Contains(item.SopClassUid) && answered.All(answer => answer.OutboxId != item.Id))
            .Select(item => new SendAnswer(item.Id, StoreAnswer.Park, "the destination does not take objects of this class"));

    DicomCStoreRequest? RequestFor(OutboxItem item, List<SendAnswer> answers)
    {
        DicomCStoreRequest request;
        try
        {
            request = new DicomCStoreRequest(results.PathOf(item.File)); // from the disk, bit for bit
        }
        catch (DicomException)
        {
            answers.Add(new(item.Id, StoreAnswer.Park, "the result's file cannot be read"));
            return null;
        }

        request.OnResponseReceived = (_, response) =>
        {
            var status = response.Status.Code;
            lock (answers) answers.Add(new(item.Id, StoreAnswers.Classify(status), StoreAnswers.Describe(status)));
        };
        return request;
    }

    static List<SendAnswer> Snapshot(List<SendAnswer> answers)
    {
        lock (answers) return [.. answers];
    }

    internal static SendFailure? FailureOf(Exception error) => error switch
    {
        DicomAssociationRejectedException { RejectResult: DicomRejectResult.Permanent } rejected =>
            new(IsTransient: false, $"the association was rejected for good: {rejected.RejectReason}"),
        DicomAssociationRejectedException rejected =>
            new(IsTransient: true, $"the association was rejected for now: {rejected.RejectReason}"),
        _ when ClientSending.IsContextRefused(error) =>
            new(IsTransient: false, "the peer does not take this kind of object, or not in its encoding"),
        DicomAssociationAbortedException aborted => new(IsTransient: true, $"the association was aborted: {aborted.AbortReason}"),
        DicomAssociationRequestTimedOutException or DicomRequestTimedOutException => new(IsTransient: true, "no answer in time"),
        UnauthorizedAccessException => new(IsTransient: true, $"a result may not be read: {error.Message}"),
        DicomNetworkException or SocketException or IOException => new(IsTransient: true, $"not reachable: {error.Message}"),
        _ => null,
    };
}
