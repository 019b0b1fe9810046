using Acsa.Worker.Delivery;

namespace Acsa.Worker.Commands;

/// <summary>Sends files over one association, untouched, and tells what became of each.</summary>
/// <param name="copiesLosslessly">
/// Whether a file whose encoding the peer refuses is sent again as a native copy, over a second association, where that loses nothing.
/// </param>
sealed class FileSender(PeerAddress peer, string ownTitle, bool copiesLosslessly = false)
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <param name="progress">Called after each answer.</param>
    public async Task<IReadOnlyList<FileAnswer>> SendAsync(IReadOnlyList<string> files, Action? progress, CancellationToken stop)
    {
        var answers = await SendOnceAsync(files, progress, stop);
        string[] refused = [.. answers.Where(answer => answer.RefusedSyntax is not null).Select(answer => answer.File)];
        if (!copiesLosslessly || refused.Length == 0) return answers;

        var folder = Directory.CreateTempSubdirectory("acsa-send-").FullName;
        try
        {
            var copied = await SendCopiesAsync(folder, answers.Where(answer => answer.RefusedSyntax is not null), progress, stop);
            return [.. answers.Select(answer => copied.GetValueOrDefault(answer.File, answer))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    async Task<Dictionary<string, FileAnswer>> SendCopiesAsync(
        string folder, IEnumerable<FileAnswer> refused, Action? progress, CancellationToken stop)
    {
        var copies = new Dictionary<string, string>(StringComparer.Ordinal);
        var answers = new Dictionary<string, FileAnswer>(StringComparer.Ordinal);
        foreach (var answer in refused)
        {
            var copy = Path.Combine(folder, $"{copies.Count}.dcm");
            if (LosslessCopy.TryWrite(answer.File, copy) is { } reason)
                answers[answer.File] = answer with { Words = $"{answer.Words}; {reason}" };
            else copies[copy] = answer.File;
        }

        if (copies.Count == 0) return answers;
        foreach (var answer in await SendOnceAsync([.. copies.Keys], progress, stop))
        {
            answers[copies[answer.File]] = answer with
            {
                File = copies[answer.File], Words = $"{answer.Words} (a lossless copy in {LosslessCopy.Syntax.UID.Name})",
            };
        }

        return answers;
    }

    async Task<IReadOnlyList<FileAnswer>> SendOnceAsync(IReadOnlyList<string> files, Action? progress, CancellationToken stop)
    {
        var answers = new Dictionary<string, FileAnswer>(StringComparer.Ordinal);
        var offered = new Dictionary<string, DicomCStoreRequest>(StringComparer.Ordinal);
        var client = DicomClientFactory.Create(peer.Host, peer.Port, peer.TlsInitiator(), ownTitle, peer.AeTitle);
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
                offered[file] = request;
            }
            catch (DicomException error)
            {
                lock (answers) answers[file] = new(file, false, $"not sent: {error.Message}");
            }
        }

        string? failure = null;
        IReadOnlyCollection<DicomPresentationContext> contexts = [];
        client.AssociationAccepted += (_, accepted) => contexts = accepted.Association.Contexts();
        try
        {
            if (answers.Count < files.Count) await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (error is DicomNetworkException or IOException or System.Net.Sockets.SocketException)
        {
            failure = error.Message;
        }

        lock (answers) return [.. files.Select(file => answers.TryGetValue(file, out var answer) ? answer
            : RefusedIn(file, offered[file], contexts) ?? new(file, false, failure ?? "no answer"))];
    }

    /// <summary>PS3.8 9.3.3.2: the peer took the object's class in none of the encodings that it was offered in.</summary>
    static FileAnswer? RefusedIn(string file, DicomCStoreRequest request, IReadOnlyCollection<DicomPresentationContext> contexts)
    {
        var own = contexts.Where(context => context.AbstractSyntax == request.SOPClassUID).ToList();
        if (!own.Exists(context => context.Result == DicomPresentationContextResult.RejectTransferSyntaxesNotSupported
            && context.GetTransferSyntaxes().Contains(request.TransferSyntax))) return null;
        return new(file, false, $"the peer does not take this kind of object in {request.TransferSyntax.UID.Name}", request.TransferSyntax);
    }
}
