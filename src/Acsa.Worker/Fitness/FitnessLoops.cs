using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tls;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Fitness;

/// <summary>Finds out, at the start and every hour, what destinations with <c>"send": "auto"</c> take, and has them sent the best of it.</summary>
sealed class FitnessLoops(LiveConfiguration live, NodeIdentity node, TlsStores tls, TimeProvider time, ILogger<FitnessLoops> log)
{
    readonly Lock _lock = new();

    /// <summary>Takes up what was known before the last end.</summary>
    public void Recall()
    {
        foreach (var known in FitnessFile.ReadAll(live.Current.Data))
            live.Fit(known.Destination, known.Send.Where(ResultNames.Sendable.Contains).Select(ResultNames.Parse).ToHashSet());
    }

    public Task RunAsync(CancellationToken stop) => DestinationTasks.RunAsync(live, to => to.IsAuto, RunAsync, stop);

    async Task RunAsync(DestinationConfiguration destination, CancellationToken stop)
    {
        while (true)
        {
            var (answers, failure) = await ContextProbe.AskAsync(
                DestinationCall.Client(live.Current.Dicom.AeTitle, destination, tls.For(destination)), stop);
            var send = ResultLadder.Choose(answers.Where(answer => answer.IsTaken).Select(answer => answer.SopClassUid).ToHashSet());
            // One that is away, or takes nothing for the moment, gets what it took before.
            if (failure is null && send.Count > 0) Take(destination.Name, send, answers);
            else Log.FitnessUnknown(log, destination.Name, failure ?? "it takes none of the classes that results are stored as");
            await Task.Delay(failure is null && send.Count > 0 ? Limits.FitnessPause : Limits.FitnessRetry, time, stop);
        }
    }

    void Take(string destination, IReadOnlySet<Reporting.ResultKind> send, IReadOnlyList<ClassAnswer> answers)
    {
        string[] names = [.. send.Select(ResultNames.Name).Order(StringComparer.Ordinal)];
        lock (_lock)
        {
            live.Fit(destination, send);
            var others = FitnessFile.ReadAll(live.Current.Data).Where(known => known.Destination != destination);
            FitnessFile.Write(live.Current.Data, node.Name, [.. others, new(destination, time.GetUtcNow(), names, answers)]);
        }

        Log.FitnessKnown(log, destination, string.Join(", ", names));
    }
}
