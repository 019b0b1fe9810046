using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

public abstract partial class DicomService
{
    private async ValueTask DispatchAsync(CommandSet command, DicomPresentationContext context, HeldDataSet? held)
    {
        DicomDataset? dataSet = null;
        if (held is { IsTooLarge: true })
        {
            await RefuseAsync(command, context, DicomStatus.ResourceLimitation).ConfigureAwait(false);
            return;
        }

        if (held is not null)
        {
            try
            {
                dataSet = DataSetCodec.Decode(held.Bytes, context.AcceptedTransferSyntax!);
            }
            catch (DicomException e)
            {
                NetworkLog.ProviderFailed(Logger, e, _environment.Number);
                await RefuseAsync(command, context, DicomStatus.ProcessingFailure).ConfigureAwait(false);
                return;
            }
        }

        if (command.IsResponse) TakeResponse(command, dataSet);
        else if (command.Field != DicomCommandField.CCancelRequest) await OnRequestAsync(command, context, dataSet).ConfigureAwait(false);
    }

    private async ValueTask OnRequestAsync(CommandSet command, DicomPresentationContext context, DicomDataset? dataSet)
    {
        if (UnservedStatus(command) is { } unserved)
        {
            await RefuseAsync(command, context, unserved).ConfigureAwait(false);
            return;
        }

        DicomResponse? response = null;
        DicomNActionRequest? action = null;
        Func<Task> work;
        switch (command.Field)
        {
            case DicomCommandField.CEchoRequest:
                var echo = new DicomCEchoRequest(command) { PresentationContext = context };
                work = async () => response = await ((IDicomCEchoProvider)this).OnCEchoRequestAsync(echo).ConfigureAwait(false);
                break;
            case DicomCommandField.NActionRequest:
                action = new DicomNActionRequest(command) { PresentationContext = context, Dataset = dataSet };
                work = async () => response = await ((INActionProvider)this).OnNActionRequestAsync(action).ConfigureAwait(false);
                break;
            default:
                var report = new DicomNEventReportRequest(command) { PresentationContext = context, Dataset = dataSet };
                work = async () => response = await ((INEventReportProvider)this).OnNEventReportRequestAsync(report).ConfigureAwait(false);
                break;
        }

        if (!await CallAsync(work).ConfigureAwait(false) || response is null)
        {
            await SendCommandAsync(context, command.Respond(DicomStatus.ProcessingFailure)).ConfigureAwait(false);
            return;
        }

        await SendMessageAsync(context, response).ConfigureAwait(false);
        if (action is not null && this is IDicomNEventReportRequestProvider reporter)
            await CallAsync(() => reporter.OnSendNEventReportRequestAsync(action)).ConfigureAwait(false);
    }

    // PS3.7 annex C: 0122 for a class that is not served, 0211 for an operation that is not. Null = served, or nothing to be answered.
    private DicomStatus? UnservedStatus(CommandSet command) => command.Field switch
    {
        DicomCommandField.CEchoRequest => this is IDicomCEchoProvider ? null : DicomStatus.SOPClassNotSupported,
        DicomCommandField.NActionRequest when this is INActionProvider => null,
        DicomCommandField.NEventReportRequest when this is INEventReportProvider => null,
        DicomCommandField.CCancelRequest => null,
        _ => command.IsResponse ? null : DicomStatus.UnrecognizedOperation,
    };

    private async ValueTask RefuseAsync(CommandSet command, DicomPresentationContext context, DicomStatus status)
    {
        if (command.IsResponse)
        {
            if (_outstanding.TryRemove(command.MessageIdBeingRespondedTo ?? 0, out var request))
                request.Fail(new DicomNetworkException($"The response to {request} cannot be read: {status}"));
            return;
        }

        NetworkLog.Unsupported(Logger, _environment.Number, command.Field, status);
        await SendCommandAsync(context, command.Respond(status)).ConfigureAwait(false);
    }

    private void TakeResponse(CommandSet command, DicomDataset? dataSet)
    {
        if (!_outstanding.TryRemove(command.MessageIdBeingRespondedTo ?? 0, out var request))
        {
            NetworkLog.StrayResponse(Logger, _environment.Number);
            return;
        }

        var response = request.CreateResponse(command, dataSet);
        response.PresentationContext = request.PresentationContext;
        try
        {
            request.TakeResponse(response);
        }
        catch (Exception e) // part of the association loop: the response itself has arrived
        {
            NetworkLog.CallbackFailed(Logger, e, _environment.Number);
        }
    }
}
