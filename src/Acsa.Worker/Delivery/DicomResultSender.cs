using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Delivery;

/// <summary>Sends results by C-STORE; every item ends in an answer, or the report says why not.</summary>
sealed class DicomResultSender(
    string ownAeTitle, ResultFolder results, Func<DestinationConfiguration, ITlsInitiator?>? tls = null) : IResultSender
{
    readonly HeldResults _held = new(ownAeTitle, results, tls);

    public async Task<SendReport> SendAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop)
    {
        // An archive that cannot be asked is sent them all: it keeps one of each UID.
        var doubtful = items.Where(item => item.AskFirst).ToList();
        if (doubtful.Count > 0 && await _held.FindAsync(destination, doubtful, stop) is { Count: > 0 } held)
        {
            var rest = await OfferAsync(destination, [.. items.Where(item => !held.Contains(item.Id))], stop);
            var found = held.Select(id => new SendAnswer(id, StoreAnswer.Stored, "the destination is found to hold it"));
            return rest with { Answers = [.. rest.Answers, .. found] };
        }

        return await OfferAsync(destination, items, stop);
    }

    async Task<SendReport> OfferAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items, CancellationToken stop)
    {
        if (items.Count == 0) return new([], null);
        var answers = new List<SendAnswer>();
        var requests = items.Select(item => RequestFor(item, answers)).OfType<DicomCStoreRequest>().ToList();
        if (requests.Count == 0) return new(answers, null);
        HashSet<string>? taken = null; // null until the association stands
        try
        {
            var client = DestinationCall.Client(ownAeTitle, destination, tls?.Invoke(destination));
            foreach (var request in requests) await client.AddRequestAsync(request);
            client.AssociationAccepted += (_, accepted) => taken = [.. accepted.Association.Contexts()
                .Where(context => context.Result == DicomPresentationContextResult.Accept).Select(context => context.AbstractSyntax.UID)];
            await client.SendToEndAsync(stop);
            return new(Snapshot(answers), null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && Snapshot(answers) is { Count: > 0 } answered)
        {
            // What the destination has taken is not sent again because the node stops.
            return new(answered, null) { WasStopped = true };
        }
        catch (Exception error) when (ClientSending.IsContextRefused(error))
        {
            // The exception names one request; each other one was answered, or its class was not accepted either.
            var answered = Snapshot(answers);
            return new([.. answered, .. Refused(items, answered, taken ?? [])], null);
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is { } words)
        {
            return new(Snapshot(answers), new(taken is not null, words));
        }
    }

    public async Task<SendFailure?> ProbeAsync(DestinationConfiguration destination, CancellationToken stop)
    {
        var isThere = false;
        try
        {
            var client = DestinationCall.Client(ownAeTitle, destination, tls?.Invoke(destination));
            client.AssociationAccepted += (_, _) => isThere = true;
            await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, _) => isThere = true });
            await client.SendToEndAsync(stop);
            return null;
        }
        catch (Exception error) when (isThere && ClientSending.IsContextRefused(error))
        {
            return null; // Who takes the association and no C-ECHO is there all the same.
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is { } words)
        {
            return new(isThere, words);
        }
    }

    static IEnumerable<SendAnswer> Refused(
        IReadOnlyList<OutboxItem> items, IReadOnlyList<SendAnswer> answered, IReadOnlySet<string> taken) =>
        items.Where(item => !taken.Contains(item.SopClassUid) && answered.All(answer => answer.OutboxId != item.Id))
            .Select(item => new SendAnswer(item.Id, StoreAnswer.Retry, "the destination does not take objects of this class")
            {
                ClassRefusedBy = ClassRefusedBy.Association,
            });

    DicomCStoreRequest? RequestFor(OutboxItem item, List<SendAnswer> answers)
    {
        DicomCStoreRequest request;
        try
        {
            if (item.Sha256 is { } written && !results.IsAsWritten(item.File, written))
            {
                answers.Add(Lost(item, "the result's file is not what was written"));
                return null;
            }

            request = new DicomCStoreRequest(results.PathOf(item.File)); // from the disk, bit for bit
        }
        catch (Exception error) when (CauseOf(error) is FileNotFoundException or DirectoryNotFoundException)
        {
            answers.Add(Lost(item, "the result's file is gone"));
            return null;
        }
        catch (Exception error) when (CauseOf(error) is IOException or UnauthorizedAccessException)
        {
            // Somebody holds it, or the disk fails: that may pass.
            answers.Add(new(
                item.Id, StoreAnswer.Retry, $"the result's file cannot be read now: {CauseOf(error).Message}", IsOfPeer: false));
            return null;
        }
        catch (DicomException)
        {
            answers.Add(Lost(item, "the result's file is damaged"));
            return null;
        }

        request.OnResponseReceived = (_, response) =>
        {
            var status = response.Status.Code;
            var answer = new SendAnswer(item.Id, StoreAnswers.Classify(status), StoreAnswers.Describe(status))
            {
                ClassRefusedBy = StoreAnswers.RefusesClass(status) ? ClassRefusedBy.Status : ClassRefusedBy.Nothing,
            };
            lock (answers) answers.Add(answer);
        };
        return request;
    }

    static SendAnswer Lost(OutboxItem item, string words) =>
        new(item.Id, StoreAnswer.Park, words + "; acsa retry UID --reanalyse writes it anew", IsOfPeer: false) { FileIsLost = true };

    static Exception CauseOf(Exception error) => error is DicomFileException { InnerException: { } inner } ? inner : error;

    static List<SendAnswer> Snapshot(List<SendAnswer> answers)
    {
        lock (answers) return [.. answers];
    }
}
