using System.Collections.Concurrent;
using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Fitness;

/// <summary>What is known of destinations with <c>"send": "auto"</c>: by asking them, and by what they refuse in use.</summary>
sealed class FitnessBook(LiveConfiguration live, NodeIdentity node, IOutbox outbox, TimeProvider time, ILogger<FitnessBook> log)
    : IClassRefusals
{
    readonly Lock _lock = new();
    readonly ConcurrentDictionary<string, DestinationFitness> _known = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, TaskCompletionSource> _wanted = new(StringComparer.Ordinal);

    /// <summary>What is known of a destination; null when nothing is, or it is told what it gets.</summary>
    public DestinationFitness? Of(string destination) =>
        live.Current.Destinations.Any(to => to.Name == destination && to.IsAuto) ? _known.GetValueOrDefault(destination) : null;

    /// <summary>Takes up what was known before the last end.</summary>
    public void Recall()
    {
        foreach (var known in FitnessFile.ReadAll(live.Current.Data))
        {
            _known[known.Destination] = known;
            var send = known.Send.Where(ResultNames.Sendable.Contains).Select(ResultNames.Parse).ToHashSet();
            if (send.Count > 0) live.Fit(known.Destination, send);
        }
    }

    /// <summary>Completed when somebody has a reason to ask the destination before its time; to be taken before it is asked.</summary>
    public Task Wanted(string destination) => _wanted.GetOrAdd(destination, _ => NewSignal()).Task;

    /// <summary>Has a destination asked anew: it was away, and may have come back as another.</summary>
    public void AskAgain(string destination)
    {
        if (_wanted.TryRemove(destination, out var signal)) signal.TrySetResult();
    }

    /// <summary>Takes what a destination answered; false when it could not be asked or takes nothing that is written, so that it gets
    /// what it got.</summary>
    public bool Answered(string destination, IReadOnlyList<ClassAnswer> answers, string? failure)
    {
        lock (_lock)
        {
            var known = Of(destination);
            IReadOnlyList<ClassRefusal> refusals = [.. (known?.Refusals ?? []).Where(refusal => IsInForce(refusal)
                && !refusal.IsOfAssociation)];
            var send = Choose(answers, refusals);
            var trouble = failure ?? (send.Count == 0 ? "it takes none of the classes that results are stored as" : null);
            if (trouble is not null)
            {
                Log.FitnessUnknown(log, destination, trouble);
                if (known?.Trouble != trouble) Keep((known ?? new(destination, time.GetUtcNow(), [], [])) with { Trouble = trouble });
                return false;
            }

            Keep(new(destination, time.GetUtcNow(), Names(send), answers) { Refusals = refusals });
            live.Fit(destination, send);
            Log.FitnessKnown(log, destination, string.Join(", ", Names(send)));
            return true;
        }
    }

    public async Task RefusedAsync(
        string destination, IReadOnlyList<(long OutboxId, string SopClassUid, ClassRefusedBy By, string Why)> rows, CancellationToken stop)
    {
        var reason = string.Join("; ", rows.Select(row => $"{StorageClass.NameOf(row.SopClassUid)}: {row.Why}").Distinct());
        bool isNew;
        lock (_lock)
        {
            var known = _known.GetValueOrDefault(destination) ?? new(destination, time.GetUtcNow(), [], []);
            var refused = rows.Select(row => row.SopClassUid).ToHashSet(StringComparer.Ordinal);
            isNew = refused.Any(uid => !known.Refusals.Any(refusal => refusal.SopClassUid == uid && IsInForce(refusal)));
            ClassRefusal[] refusals =
            [
                .. known.Refusals.Where(refusal => IsInForce(refusal) && !refused.Contains(refusal.SopClassUid)),
                .. rows.DistinctBy(row => row.SopClassUid).Select(row => new ClassRefusal(row.SopClassUid, time.GetUtcNow(), row.Why)
                {
                    IsOfAssociation = row.By == ClassRefusedBy.Association,
                }),
            ];
            // Of one that was not asked yet, nothing else is known to be refused.
            var send = Choose(known.Classes.Count > 0 ? known.Classes
                : [.. StorageClass.All.Select(one => new ClassAnswer(one.Name, one.Uid.UID, true, "not asked yet"))], refusals);
            Keep(known with { At = time.GetUtcNow(), Send = Names(send), Refusals = refusals });
            if (send.Count > 0) live.Fit(destination, send);
        }

        var to = live.Current.Destinations.FirstOrDefault(one => one.Name == destination && one.IsAuto);
        if (to is null) return; // Its settings changed meanwhile; they say what it gets.
        var gets = Of(destination) is { Send.Count: > 0 } ? to.Send : new HashSet<ResultKind>();
        var count = await outbox.StepDownAsync(destination, [.. rows.Select(row => row.OutboxId)], gets, reason, stop);
        var names = gets.Count == 0 ? "nothing" : string.Join(", ", gets.Select(ResultNames.Name).Order(StringComparer.Ordinal));
        if (isNew) Log.SteppedDown(log, destination, reason, names, count.Replaced, count.Parked);
        else if (count.Parked > 0) Log.NoOtherForm(log, destination, count.Parked, reason);
    }

    bool IsInForce(ClassRefusal refusal) => time.GetUtcNow() - refusal.At < Limits.RefusalStands;

    void Keep(DestinationFitness fitness)
    {
        _known[fitness.Destination] = fitness;
        try
        {
            FitnessFile.Write(live.Current.Data, node.Name, [.. _known.Values.OrderBy(known => known.Destination, StringComparer.Ordinal)]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.FitnessNotKept(log, error); // Known all the same until the node ends; then it is asked anew.
        }
    }

    static IReadOnlySet<ResultKind> Choose(IReadOnlyList<ClassAnswer> answers, IReadOnlyList<ClassRefusal> refusals) => ResultLadder.Choose(
        answers.Where(answer => answer.IsTaken).Select(answer =>
            answer.SopClassUid).Except(refusals.Select(one => one.SopClassUid)).ToHashSet());

    static string[] Names(IReadOnlySet<ResultKind> send) => [.. send.Select(ResultNames.Name).Order(StringComparer.Ordinal)];

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
