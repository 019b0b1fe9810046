using System.Data.Common;

namespace Acsa.DicomScp;

// Storage Commitment (PS3.4 J.3), as SCP for scanners and as the side that takes an archive's reports.
sealed partial class StoreService
{
    // PS3.7 C.5.22; fo-dicom has no constant for it.
    static readonly DicomStatus NotAuthorized = new("0124", DicomState.Failure, "Not authorized");

    public async Task<DicomNActionResponse> OnNActionRequestAsync(DicomNActionRequest request)
    {
        DicomStatus status;
        if (!_rights.HasFlag(CallerRights.AskCommitment)) status = NotAuthorized;
        else if (request.ActionTypeID != CommitmentMessages.Request) status = DicomStatus.NoSuchActionType;
        else if (CommitmentMessages.ReadRequest(request.Dataset) is not { } asked) status = DicomStatus.InvalidArgumentValue;
        else status = await GuardAsync(() => Setting.Commitments!.AskAsync(_caller!, asked, CancellationToken.None));
        return new(request, status);
    }

    // After the response to the N-ACTION has left.
    public async Task OnSendNEventReportRequestAsync(DicomNActionRequest request)
    {
        if (!_rights.HasFlag(CallerRights.AskCommitment) || request.ActionTypeID != CommitmentMessages.Request
            || CommitmentMessages.ReadRequest(request.Dataset) is not { } asked) return;
        if (await Setting.Commitments!.AnswerHereAsync(_caller!, asked, CancellationToken.None) is not { } answer) return;
        var report = CommitmentMessages.Write(answer);
        report.OnResponseReceived = (_, response) =>
        {
            if (response.Status == DicomStatus.Success) Setting.Commitments!.Answered(_caller!, asked);
        };
        await SendRequestAsync(report);
    }

    public async Task<DicomNEventReportResponse> OnNEventReportRequestAsync(DicomNEventReportRequest request)
    {
        DicomStatus status;
        if (!_rights.HasFlag(CallerRights.ReportCommitment)) status = NotAuthorized;
        else if (request.EventTypeID is not (CommitmentMessages.Request or CommitmentMessages.FailuresExist))
            status = DicomStatus.NoSuchEventType;
        else if (CommitmentMessages.ReadReport(request.Dataset) is not { } report) status = DicomStatus.InvalidArgumentValue;
        else status = await GuardAsync(() => Setting.Commitments!.ReportAsync(_caller!, report, CancellationToken.None));
        return new(request, status);
    }

    public Task<DicomNCreateResponse> OnNCreateRequestAsync(DicomNCreateRequest request) =>
        Task.FromResult(new DicomNCreateResponse(request, DicomStatus.UnrecognizedOperation));

    public Task<DicomNDeleteResponse> OnNDeleteRequestAsync(DicomNDeleteRequest request) =>
        Task.FromResult(new DicomNDeleteResponse(request, DicomStatus.UnrecognizedOperation));

    public Task<DicomNGetResponse> OnNGetRequestAsync(DicomNGetRequest request) =>
        Task.FromResult(new DicomNGetResponse(request, DicomStatus.UnrecognizedOperation));

    public Task<DicomNSetResponse> OnNSetRequestAsync(DicomNSetRequest request) =>
        Task.FromResult(new DicomNSetResponse(request, DicomStatus.UnrecognizedOperation));

    // What the ledger cannot record now is not answered for: the peer is told so and sends again.
    async Task<DicomStatus> GuardAsync(Func<Task<DicomStatus>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is DbException or IOException)
        {
            Log.CommitmentTrouble(Setting.Log, _caller!.CallingAe, error);
            return DicomStatus.ProcessingFailure;
        }
    }
}
