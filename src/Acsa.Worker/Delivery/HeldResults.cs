using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Delivery;

/// <summary>Asks an archive by C-FIND (PS3.4 C.4.1, study root, image level) for single results.</summary>
sealed class HeldResults(string ownAeTitle, ResultFolder results, Func<DestinationConfiguration, ITlsInitiator?>? tls)
{
    /// <summary>Which of the results the archive holds, by outbox row; null when it does not answer to the end.</summary>
    public async Task<IReadOnlySet<long>?> FindAsync(DestinationConfiguration destination, IReadOnlyList<OutboxItem> items,
        CancellationToken stop)
    {
        var found = new HashSet<long>();
        var answered = 0;
        try
        {
            var client = DestinationCall.Client(ownAeTitle, destination, tls?.Invoke(destination));
            foreach (var item in items) await client.AddRequestAsync(Query(item, () => found.Add(item.Id), () => answered++));
            await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is not null)
        {
            return null;
        }

        return answered == items.Count ? found : null;
    }

    DicomCFindRequest Query(OutboxItem item, Action found, Action answered)
    {
        var query = new DicomCFindRequest(DicomUID.StudyRootQueryRetrieveInformationModelFind, DicomQueryRetrieveLevel.Image);
        query.Dataset!.AddOrUpdate(DicomTag.StudyInstanceUID, item.StudyUid);
        query.Dataset!.AddOrUpdate(DicomTag.SeriesInstanceUID, SeriesOf(item));
        query.Dataset!.AddOrUpdate(DicomTag.SOPInstanceUID, item.SopInstanceUid);
        query.OnResponseReceived = (_, response) =>
        {
            // An archive that passes over a key it does not support answers with other instances too.
            if (response.Dataset?.GetSingleValueOrDefault(DicomTag.SOPInstanceUID, "") == item.SopInstanceUid) found();
            if (response.Status == DicomStatus.Success) answered();
        };
        return query;
    }

    string SeriesOf(OutboxItem item)
    {
        try
        {
            return DicomFile.Open(results.PathOf(item.File)).Dataset.GetString(DicomTag.SeriesInstanceUID);
        }
        catch (Exception error) when (error is DicomException or IOException or UnauthorizedAccessException)
        {
            return ""; // Any series of the study, where the archive allows that.
        }
    }
}
