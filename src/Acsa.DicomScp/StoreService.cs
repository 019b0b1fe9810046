using System.Text;
using Microsoft.Extensions.Logging;

namespace Acsa.DicomScp;

/// <summary>One association with a scanner or an archive: admitted or refused, then C-ECHO, C-STORE and Storage Commitment.</summary>
sealed partial class StoreService(INetworkStream stream, Encoding fallbackEncoding, ILogger log, DicomServiceDependencies dependencies)
    : StoreAssociation(stream, fallbackEncoding, log, dependencies), IDicomServiceProvider, IDicomCEchoProvider, IDicomNServiceProvider,
        IDicomNEventReportRequestProvider
{
    Caller? _storing;
    Caller? _caller;
    CallerRights _rights;

    StoreServiceSetting Setting => (StoreServiceSetting)UserState;

    public async Task OnReceiveAssociationRequestAsync(DicomAssociation association)
    {
        var caller = new Caller(association.CallingAE, association.CalledAE, association.RemoteHost, "");
        var verdict = await Setting.Admission.JudgeAsync(caller, CancellationToken.None);
        if (verdict != AdmissionVerdict.Admitted)
        {
            Setting.Refused.Add(caller, verdict, [.. association.Contexts().Select(Offered)]);
            var (count, isLogged) = Setting.RefusedLog.Count(caller.Host);
            if (isLogged) Log.Refused(Setting.Log, caller.Host, caller.CallingAe, caller.CalledAe, verdict);
            if (isLogged && count >= RefusedLog.OneByOne) Log.RefusedOften(Setting.Log, caller.Host, count);
            await SendAssociationRejectAsync(DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, ReasonOf(verdict));
            return;
        }

        _caller = caller;
        _rights = await Setting.Admission.RightsOfAsync(caller, CancellationToken.None);
        if (Setting.Commitments is null) _rights &= CallerRights.Store;
        foreach (var context in association.PresentationContexts)
        {
            var answer = ContextPolicy.Judge(context.AbstractSyntax, [.. context.GetTransferSyntaxes()], _rights);
            if (answer.Syntax is null) context.SetResult(answer.Result);
            else context.SetResult(answer.Result, answer.Syntax);
        }

        await SendAssociationAcceptAsync(association);
    }

    public Task OnReceiveAssociationReleaseRequestAsync()
    {
        TellEnd();
        return SendAssociationReleaseResponseAsync();
    }

    public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason) => Log.Aborted(Setting.Log, source, reason);

    public void OnConnectionClosed(Exception? exception)
    {
        // A call that was dropped ends like one that was released: what was received of a study is whole or absent.
        TellEnd();
        if (exception is not null) Log.ConnectionLost(Setting.Log, exception.Message);
    }

    public Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request) =>
        Task.FromResult(new DicomCEchoResponse(request, DicomStatus.Success));

    protected override async ValueTask<CStoreAdmission> OpenAsync(IncomingInstance incoming, CancellationToken cancellation)
    {
        var caller = new Caller(incoming.CallingAE, incoming.CalledAE, incoming.RemoteHost, $"{Setting.Run}-{incoming.Association}");
        var instance = new InstanceHeader(incoming.SopClassUid, incoming.SopInstanceUid, incoming.TransferSyntaxUid, caller);
        if (!instance.IsWritable) return CStoreAdmission.Refuse(DicomStatus.InvalidObjectInstance);
        if (!Setting.Spool.HasRoom)
        {
            Log.NoRoom(Setting.Log, caller.Association);
            return CStoreAdmission.Refuse(DicomStatus.StorageStorageOutOfResources);
        }

        _storing = caller;
        try
        {
            return CStoreAdmission.Accept(new SpoolSink(await Setting.Spool.BeginAsync(instance, cancellation), caller, Setting.Log));
        }
        catch (SpoolException error)
        {
            Log.NotKept(Setting.Log, caller.Association, error.Message);
            return CStoreAdmission.Refuse(error.IsTransient ? DicomStatus.StorageStorageOutOfResources : DicomStatus.ProcessingFailure);
        }
    }

    static OfferedContext Offered(DicomPresentationContext context) => new(
        NameOf(context.AbstractSyntax), [.. context.GetTransferSyntaxes().Select(syntax => NameOf(syntax.UID))]);

    static string NameOf(DicomUID uid) => uid.Name is { Length: > 0 } name && name != "Unknown" ? name : uid.UID;

    void TellEnd()
    {
        if (Interlocked.Exchange(ref _storing, null) is { } caller) Setting.Spool.AssociationEnded(caller);
    }

    static DicomRejectReason ReasonOf(AdmissionVerdict verdict) =>
        verdict == AdmissionVerdict.CalledAeUnknown ? DicomRejectReason.CalledAENotRecognized : DicomRejectReason.CallingAENotRecognized;
}
