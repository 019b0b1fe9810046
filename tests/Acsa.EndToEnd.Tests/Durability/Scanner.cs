using System.Net.Sockets;

namespace Acsa.EndToEnd.Tests.Durability;

/// <summary>A scanner that sends each instance until it is answered Success, and keeps what was.</summary>
internal sealed class Scanner(string name, IReadOnlyList<int> ports, int seed)
{
    readonly Random _random = new(seed);
    readonly List<string> _answered = [];

    /// <summary>SOP Instance UIDs in the order in which they were answered Success.</summary>
    public IReadOnlyList<string> Answered => _answered;

    /// <summary>Associations that ended before all was answered.</summary>
    public int Broken { get; private set; }

    /// <summary>Sends the instances of a study, on as many associations as it takes.</summary>
    public async Task SendAsync(IReadOnlyList<DicomDataset> study, CancellationToken stop)
    {
        var open = study.ToList();
        while (open.Count > 0)
        {
            stop.ThrowIfCancellationRequested();
            await TrySendAsync(open, stop);
            if (open.Count > 0) await Task.Delay(_random.Next(20, 200), stop);
        }
    }

    async Task TrySendAsync(List<DicomDataset> open, CancellationToken stop)
    {
        var answered = new List<string>();
        var client = DicomClientFactory.Create("127.0.0.1", ports[_random.Next(ports.Count)], false, name, NodeProcess.AeTitle);
        foreach (var dataset in open)
        {
            var request = new DicomCStoreRequest(new DicomFile(dataset));
            request.OnResponseReceived += (asked, response) =>
            {
                if (response.Status != DicomStatus.Success) return;
                lock (answered) answered.Add(asked.SOPInstanceUID.UID);
            };
            await client.AddRequestAsync(request);
        }

        try
        {
            await client.SendAsync(stop);
        }
        catch (Exception error) when (error is not OperationCanceledException && IsOfTheNetwork(error))
        {
            Broken++; // Its peer was killed: what was not answered is sent again.
        }

        lock (answered)
        {
            open.RemoveAll(dataset => answered.Contains(dataset.GetString(DicomTag.SOPInstanceUID)));
            _answered.AddRange(answered);
        }
    }

    static bool IsOfTheNetwork(Exception error) => error switch
    {
        AggregateException several => several.InnerExceptions.All(IsOfTheNetwork),
        DicomNetworkException or IOException or SocketException => true,
        _ => error.InnerException is { } inner && IsOfTheNetwork(inner),
    };
}
