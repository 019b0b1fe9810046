using Acsa.Worker.Delivery;

namespace Acsa.Worker.Commands;

/// <summary>Sends files over one association and tells what became of each.</summary>
sealed class FileSender(PeerAddress peer, string ownTitle)
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <param name="progress">Called after each answer.</param>
    public async Task<IReadOnlyList<FileAnswer>> SendAsync(IReadOnlyList<string> files, Action? progress, CancellationToken stop)
    {
        var answers = new Dictionary<string, FileAnswer>(StringComparer.Ordinal);
        var client = DicomClientFactory.Create(peer.Host, peer.Port, false, ownTitle, peer.AeTitle);
        client.ClientOptions.AssociationRequestTimeoutInMs = (int)Timeout.TotalMilliseconds;
        client.ClientOptions.AssociationLingerTimeoutInMs = 0;
        client.ServiceOptions.RequestTimeout = Timeout;
        foreach (var file in files)
        {
            try
            {
                var request = new DicomCStoreRequest(file); // from the disk, bit for bit
                request.OnResponseReceived = (_, response) =>
                {
                    var status = response.Status.Code;
                    lock (answers) answers[file] = new(file, StoreAnswers.Classify(status) == StoreAnswer.Stored,
                        StoreAnswers.Describe(status));
                    progress?.Invoke();
                };
                await client.AddRequestAsync(request);
            }
            catch (DicomException error)
            {
                lock (answers) answers[file] = new(file, false, $"not sent: {error.Message}");
            }
        }

        string? failure = null;
        try
        {
            if (answers.Count < files.Count) await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (error is DicomNetworkException or IOException or System.Net.Sockets.SocketException)
        {
            failure = error.Message;
        }

        lock (answers) return [.. files.Select(file => answers.TryGetValue(file, out var answer) ? answer
            : new(file, false, failure ?? "no answer"))];
    }
}
