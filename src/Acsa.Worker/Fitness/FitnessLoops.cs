using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Tls;

namespace Acsa.Worker.Fitness;

/// <summary>Asks destinations with <c>"send": "auto"</c> what they take: at the start, every hour, and when one is there again.</summary>
sealed class FitnessLoops(LiveConfiguration live, FitnessBook book, TlsStores tls, TimeProvider time)
{
    public Task RunAsync(CancellationToken stop) => DestinationTasks.RunAsync(live, to => to.IsAuto, RunAsync, stop);

    async Task RunAsync(DestinationConfiguration destination, CancellationToken stop)
    {
        while (true)
        {
            var wanted = book.Wanted(destination.Name);
            var (answers, failure) = await AskAsync(destination, stop);
            var isKnown = book.Answered(destination.Name, answers, failure);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(wanted, Task.Delay(isKnown ? Limits.FitnessPause : Limits.FitnessRetry, time, waiting.Token));
            await waiting.CancelAsync();
            stop.ThrowIfCancellationRequested();
        }
    }

    async Task<(IReadOnlyList<ClassAnswer> Answers, string? Failure)> AskAsync(DestinationConfiguration destination, CancellationToken stop)
    {
        try
        {
            return await ContextProbe.AskAsync(
                DestinationCall.Client(live.Current.Dicom.AeTitle, destination, tls.For(destination)), stop);
        }
        catch (IOException error)
        {
            return ([], error.Message); // Its settings change at this moment.
        }
    }
}
