using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;

namespace Acsa.Worker.Reconciliation;

/// <summary>Asks an archive by C-FIND (PS3.4 C.4.1, study root) which instances of a study it holds: its series, then their
/// instances.</summary>
sealed class ArchiveQuery(string ownAeTitle, DestinationConfiguration archive, ITlsInitiator? tls)
{
    // PS3.5 9.1. As many answers as are kept, each of the length of a message, would be memory for none.
    const int LongestUid = 64;

    /// <summary>What the archive holds of a study; empty when it does not know it. Throws <see cref="ArchiveQueryException"/>.</summary>
    public async Task<IReadOnlyList<HeldInstance>> FindAsync(string studyUid, CancellationToken stop)
    {
        var series = await AskAsync([DicomCFindRequest.CreateSeriesQuery(studyUid)], DicomTag.SeriesInstanceUID, stop);
        if (series.Count == 0) return [];
        // The unique keys above the level have to be given (PS3.4 C.4.1.2.1), so each series has its own question.
        var queries = series.Select(of => of.Value).Distinct()
            .Select(uid => (Uid: uid, Query: DicomCFindRequest.CreateImageQuery(studyUid, uid))).ToList();
        var instances = await AskAsync([.. queries.Select(query => query.Query)], DicomTag.SOPInstanceUID, stop);
        return [.. instances.Select(instance => new HeldInstance(studyUid, queries[instance.Query].Uid, instance.Value))];
    }

    async Task<List<(int Query, string Value)>> AskAsync(IReadOnlyList<DicomCFindRequest> queries, DicomTag wanted, CancellationToken stop)
    {
        var client = DestinationCall.Client(ownAeTitle, archive, tls);
        var found = new List<(int, string)>();
        var isEndless = false;
        var ends = new DicomStatus?[queries.Count];
        for (var i = 0; i < queries.Count; i++)
        {
            var index = i;
            queries[i].OnResponseReceived = (_, response) =>
            {
                // Call-backs of one association come one after the other.
                if (response.Status.State != DicomState.Pending) ends[index] = response.Status;
                else if (response.Dataset?.GetSingleValueOrDefault(wanted, "") is { Length: > 0 and <= LongestUid } value)
                {
                    if (found.Count < Limits.ArchiveAnswers) found.Add((index, value));
                    else isEndless = true;
                }
            };
            await client.AddRequestAsync(queries[i]);
        }

        try
        {
            await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is { } words)
        {
            throw new ArchiveQueryException($"{archive.Name} cannot be asked what it holds: {words}", error);
        }

        if (isEndless) throw new ArchiveQueryException($"{archive.Name} lists more than {Limits.ArchiveAnswers} instances of one study.");
        // An answer cut short would make the rest look missing.
        foreach (var end in ends.Where(end => end != DicomStatus.Success))
            throw new ArchiveQueryException($"{archive.Name} did not answer a query to its end: {end?.ToString() ?? "no final answer"}");
        return found;
    }
}
