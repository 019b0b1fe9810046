using System.Diagnostics;
using System.Globalization;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;
using Acsa.Worker.Reconciliation;

namespace Acsa.Worker.SelfTest;

/// <summary>Fetches a study from an archive, by C-GET (PS3.4 C.4.3) or by C-MOVE (C.4.2).</summary>
sealed class ArchiveRetrieval(string ownAeTitle, DestinationConfiguration archive, ITlsInitiator? tls, string studyUid)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200), Straggle = TimeSpan.FromSeconds(20);
    static readonly (string Name, DicomUID Uid)[] s_services =
    [
        ("C-FIND", DicomUID.StudyRootQueryRetrieveInformationModelFind), ("C-GET", DicomUID.StudyRootQueryRetrieveInformationModelGet),
        ("C-MOVE", DicomUID.StudyRootQueryRetrieveInformationModelMove),
    ];

    /// <summary>Which services of the study root model the archive accepts contexts for; throws <see
    /// cref="ArchiveQueryException"/>.</summary>
    public async Task<IReadOnlyList<ClassAnswer>> ProbeAsync(CancellationToken stop)
    {
        var (answers, failure) = await ContextProbe.AskAsync(DestinationCall.Client(ownAeTitle, archive, tls), s_services, stop);
        return failure is null ? answers : throw new ArchiveQueryException($"{archive.Name} cannot be asked what it offers: {failure}");
    }

    /// <summary>Has the study sent over our own association. Throws <see cref="ArchiveQueryException"/>.</summary>
    /// <param name="sopClasses">Of what is expected.</param>
    public async Task GetAsync(IEnumerable<string> sopClasses, FetchedInstances fetched, CancellationToken stop)
    {
        var client = DestinationCall.Client(ownAeTitle, archive, tls);
        client.OnCStoreRequest = request => Task.FromResult(fetched.Take(request));
        foreach (var sopClass in sopClasses.Distinct(StringComparer.Ordinal))
        {
            client.AdditionalPresentationContexts.Add(DicomPresentationContext.GetScpRolePresentationContext(
                DicomUID.Parse(sopClass), DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian));
        }

        string? end = null;
        var get = new DicomCGetRequest(studyUid);
        get.OnResponseReceived = (_, response) =>
        {
            if (response.Status.State != DicomState.Pending) end = Words(response.Status, response.Completed, response.Failures);
        };
        await client.AddRequestAsync(get);
        await SendAsync(client, "C-GET", stop);
        if (fetched.All.Count == 0) throw new ArchiveQueryException($"{archive.Name} gives nothing back by C-GET: {end ?? "no final answer"}");
    }

    /// <summary>Has the study sent to a port of ours that the archive knows by a title. Throws <see
    /// cref="ArchiveQueryException"/>.</summary>
    /// <param name="expected">How many instances are waited for, as some archives answer before they send.</param>
    public async Task MoveAsync(string title, int expected, FetchedInstances fetched, CancellationToken stop)
    {
        var client = DestinationCall.Client(ownAeTitle, archive, tls);
        DicomStatus? status = null;
        string? end = null;
        var move = new DicomCMoveRequest(title, studyUid);
        move.OnResponseReceived = (_, response) =>
        {
            if (response.Status.State == DicomState.Pending) return;
            (status, end) = (response.Status, Words(response.Status, response.Completed, response.Failures));
        };
        await client.AddRequestAsync(move);
        await SendAsync(client, "C-MOVE", stop);
        if (status is null || status.State == DicomState.Failure)
            throw new ArchiveQueryException($"{archive.Name} does not move the study to {title}: {end ?? "no final answer"}");
        var watch = Stopwatch.StartNew();
        while (fetched.All.Count < expected && watch.Elapsed < Straggle) await Task.Delay(Look, stop);
        if (fetched.All.Count == 0) throw new ArchiveQueryException($"{archive.Name} says that it moved the study to {title}, and nothing came: {end}");
    }

    async Task SendAsync(IDicomClient client, string service, CancellationToken stop)
    {
        try
        {
            await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (ClientSending.IsContextRefused(error))
        {
            throw new ArchiveQueryException($"{archive.Name} does not offer {service}.", error);
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is { } words)
        {
            throw new ArchiveQueryException($"{archive.Name} does not give the study back by {service}: {words}", error);
        }
    }

    static string Words(DicomStatus status, int completed, int failed) => string.Create(CultureInfo.InvariantCulture,
        $"{status.Description} (0x{status.Code:X4}), {completed} sent, {failed} not");
}
