using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Reconciliation;

namespace Acsa.Worker.SelfTest;

/// <summary>Fetches a study from an archive by C-GET (PS3.4 C.4.3), over one association.</summary>
static class ArchiveRetrieval
{
    /// <summary>The instances by SOP Instance UID; throws <see cref="ArchiveQueryException"/> when the archive does not give them.</summary>
    /// <param name="sopClasses">Of what is expected.</param>
    /// <param name="folder">Where what is fetched is written.</param>
    public static async Task<IReadOnlyDictionary<string, DicomDataset>> GetAsync(
        string ownAeTitle, DestinationConfiguration archive, ITlsInitiator? tls, string studyUid, IEnumerable<string> sopClasses,
        string folder, CancellationToken stop)
    {
        var client = DestinationCall.Client(ownAeTitle, archive, tls);
        var fetched = new Dictionary<string, DicomDataset>(StringComparer.Ordinal);
        client.OnCStoreRequest = request =>
        {
            if (fetched.Count >= Limits.SelfTestInstances)
                return Task.FromResult(new DicomCStoreResponse(request, DicomStatus.StorageStorageOutOfResources));
            // Its large values are gone when the request is answered; what came stays for the acceptance file.
            var file = Path.Combine(folder, $"{fetched.Count + 1}.dcm");
            new DicomFile(request.Dataset!).Save(file);
            fetched[request.SOPInstanceUID.UID] = DicomFile.Open(file, FileReadOption.ReadAll).Dataset;
            return Task.FromResult(new DicomCStoreResponse(request, DicomStatus.Success));
        };
        foreach (var sopClass in sopClasses.Distinct(StringComparer.Ordinal))
        {
            client.AdditionalPresentationContexts.Add(DicomPresentationContext.GetScpRolePresentationContext(
                DicomUID.Parse(sopClass), DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian));
        }

        DicomStatus? end = null;
        var get = new DicomCGetRequest(studyUid);
        get.OnResponseReceived = (_, response) =>
        {
            if (response.Status.State != DicomState.Pending) end = response.Status;
        };
        await client.AddRequestAsync(get);
        try
        {
            await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is { } words)
        {
            throw new ArchiveQueryException($"{archive.Name} does not give the study back by C-GET: {words}", error);
        }

        return fetched.Count > 0 ? fetched
            : throw new ArchiveQueryException($"{archive.Name} gives nothing back by C-GET: {end?.ToString() ?? "no final answer"}");
    }
}
