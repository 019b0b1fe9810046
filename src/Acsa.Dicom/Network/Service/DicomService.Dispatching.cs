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
        Func<Task> work = command.Field switch
        {
            DicomCommandField.CEchoRequest => async () => response = await ((IDicomCEchoProvider)this)
                .OnCEchoRequestAsync(new(command) { PresentationContext = context }).ConfigureAwait(false),
            DicomCommandField.NActionRequest => async () => response = await ((INActionProvider)this)
                .OnNActionRequestAsync(action = new(command) { PresentationContext = context, Dataset = dataSet }).ConfigureAwait(false),
            DicomCommandField.NEventReportRequest => async () => response = await ((INEventReportProvider)this)
                .OnNEventReportRequestAsync(new(command) { PresentationContext = context, Dataset = dataSet }).ConfigureAwait(false),
            DicomCommandField.NCreateRequest => async () => response = await ((IDicomNServiceProvider)this)
                .OnNCreateRequestAsync(new(command) { PresentationContext = context, Dataset = dataSet }).ConfigureAwait(false),
            DicomCommandField.NDeleteRequest => async () => response = await ((IDicomNServiceProvider)this)
                .OnNDeleteRequestAsync(new(command) { PresentationContext = context, Dataset = dataSet }).ConfigureAwait(false),
            DicomCommandField.NGetRequest => async () => response = await ((IDicomNServiceProvider)this)
                .OnNGetRequestAsync(new(command) { PresentationContext = context, Dataset = dataSet }).ConfigureAwait(false),
            _ => async () => response = await ((IDicomNServiceProvider)this)
                .OnNSetRequestAsync(new(command) { PresentationContext = context, Dataset = dataSet }).ConfigureAwait(false),
        };
        if (!await CallAsync(work).ConfigureAwait(false) || response is null || !await TrySendResponseAsync(context, response)
            .ConfigureAwait(false))
        {
            await SendCommandAsync(context, command.Respond(DicomStatus.ProcessingFailure)).ConfigureAwait(false);
            return;
        }

        if (action is not null && this is IDicomNEventReportRequestProvider reporter)
            await CallAsync(() => reporter.OnSendNEventReportRequestAsync(action)).ConfigureAwait(false);
    }

    // False when the provider's data set cannot be written, which is its failure, not the association's.
    private async ValueTask<bool> TrySendResponseAsync(DicomPresentationContext context, DicomResponse response)
    {
        Stream? dataSet;
        try
        {
            dataSet = response.Dataset is { } held ? DataSetCodec.Encode(held, context.AcceptedTransferSyntax!) : null;
        }
        catch (DicomException e)
        {
            NetworkLog.ProviderFailed(Logger, e, _environment.Number);
            return false;
        }

        await SendAsync(context, response.CommandSet with { HasDataSet = dataSet is not null }, dataSet).ConfigureAwait(false);
        return true;
    }

    // PS3.7 annex C: 0122 for a class that is not served, 0211 for an operation that is not. Null = served, or nothing to be answered.
    private DicomStatus? UnservedStatus(CommandSet command) => command.Field switch
    {
        DicomCommandField.CEchoRequest => this is IDicomCEchoProvider ? null : DicomStatus.SOPClassNotSupported,
        DicomCommandField.NActionRequest when this is INActionProvider => null,
        DicomCommandField.NEventReportRequest when this is INEventReportProvider => null,
        DicomCommandField.NCreateRequest or DicomCommandField.NDeleteRequest or DicomCommandField.NGetRequest
            or DicomCommandField.NSetRequest when this is IDicomNServiceProvider => null,
        DicomCommandField.CCancelRequest => null,
        _ => command.IsResponse ? null : DicomStatus.UnrecognizedOperation,
    };

    private async ValueTask RefuseAsync(CommandSet command, DicomPresentationContext context, DicomStatus status)
    {
        if (command.IsResponse)
        {
            if (FindRequest(command) is { } request && Settle(request))
                request.Fail(new DicomNetworkException($"The response to {request} cannot be read: {status}"));
            return;
        }

        NetworkLog.Unsupported(Logger, _environment.Number, command.Field, status);
        await SendCommandAsync(context, command.Respond(status)).ConfigureAwait(false);
    }

    private void TakeResponse(CommandSet command, DicomDataset? dataSet)
    {
        if (FindRequest(command) is not { } request)
        {
            NetworkLog.StrayResponse(Logger, _environment.Number);
            return;
        }

        var response = request.CreateResponse(command, dataSet);
        response.PresentationContext = request.PresentationContext;
        try
        {
            if (request.IsPending(response.Status) || Settle(request)) request.TakeResponse(response);
        }
        catch (Exception e) // part of the association loop: the response itself has arrived
        {
            NetworkLog.CallbackFailed(Logger, e, _environment.Number);
        }
    }

    // PS3.7 9.1.1: the Message ID names the request, and the response is of the request's own kind. Anything else answers nothing:
    // taken for an answer, it would tell that something was done which was not.
    private DicomRequest? FindRequest(CommandSet command) =>
        command.MessageIdBeingRespondedTo is { } id && _outstanding.TryGetValue(id, out var request) && command.Answers(request.Type)
            ? request : null;
}
