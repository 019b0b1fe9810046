using System.Buffers;
using Acsa.Dicom.Network.Dimse;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Network;

public abstract partial class DicomService
{
    private readonly ArrayBufferWriter<byte> _commandBytes = new(512);
    private DicomPresentationContext? _context;
    private CommandSet? _command;
    private IncomingDataSet? _incoming;
    private volatile TaskCompletionSource? _served;
    private long _messageLength;
    private int _emptyFragments;

    /// <summary>Ends when no request of the peer is being received or answered.</summary>
    internal Task WhenServedAsync() => _served?.Task ?? Task.CompletedTask;

    /// <summary>Takes C-STORE data sets as streams, before <see cref="FileProvider"/> is asked.</summary>
    private protected virtual ICStoreStreamProvider? StreamProvider => this as ICStoreStreamProvider;

    /// <summary>Takes C-STORE data sets as files.</summary>
    private protected virtual IDicomCStoreProvider? FileProvider => this as IDicomCStoreProvider;

    // PS3.7 6.3, PS3.8 Annex E: fragments of the command set, then those of the data set, all in one accepted context.
    private async ValueTask OnDataAsync(PresentationDataValue value)
    {
        var context = _accepted[value.ContextId];
        if (context is null || (_context is not null && context != _context))
        {
            await _upper.BreakAsync(PduFailureKind.ContextNotAccepted).ConfigureAwait(false);
            return;
        }

        if (value.IsCommand == _command is not null)
        {
            await _upper.BreakAsync(PduFailureKind.MessageOutOfOrder).ConfigureAwait(false);
            return;
        }

        if (HasNoEnd(value))
        {
            await _upper.BreakAsync(PduFailureKind.MessageWithoutEnd).ConfigureAwait(false);
            return;
        }

        _context = context;
        if (_environment.IsRequestor) _served ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!value.IsCommand)
        {
            await _incoming!.WriteAsync(value.Bytes, _upper.PeerGone).ConfigureAwait(false);
            if (value.EndsMessage) await FinishMessageAsync().ConfigureAwait(false);
            return;
        }

        if (_commandBytes.WrittenCount + value.Bytes.Length > NetworkLimits.CommandSetLength)
        {
            await _upper.BreakAsync(PduFailureKind.CommandSetTooLong).ConfigureAwait(false);
            return;
        }

        _commandBytes.Write(value.Bytes.Span);
        if (value.EndsMessage) await BeginMessageAsync().ConfigureAwait(false);
    }

    // A data set over the limit is read to its end and refused in order, unless it has none.
    private bool HasNoEnd(in PresentationDataValue value)
    {
        if (value.EndsMessage) return false;
        _emptyFragments = value.Bytes.IsEmpty ? _emptyFragments + 1 : 0;
        _messageLength += value.Bytes.Length;
        return _emptyFragments > NetworkLimits.EmptyFragments || _messageLength / 2 > _environment.MaximumDataSetLength;
    }

    private async ValueTask BeginMessageAsync()
    {
        _command = CommandSetEncoding.Read(_commandBytes.WrittenSpan);
        _commandBytes.ResetWrittenCount();
        if (_command is null)
        {
            await _upper.BreakAsync(PduFailureKind.CommandSetInvalid).ConfigureAwait(false);
            return;
        }

        if (!_command.HasDataSet) await FinishMessageAsync().ConfigureAwait(false);
        else if (_command.Field == DicomCommandField.CStoreRequest) _incoming = await OpenStoreAsync(_command, _context!)
            .ConfigureAwait(false);
        else if (UnservedStatus(_command) is { } status) _incoming = new DiscardedDataSet(status);
        else _incoming = new HeldDataSet(NetworkLimits.HeldDataSetLength);
    }

    private async ValueTask FinishMessageAsync()
    {
        var (command, context, incoming) = (_command!, _context!, _incoming);
        switch (incoming)
        {
            case null when command.Field == DicomCommandField.CStoreRequest:
                await RespondToStoreAsync(command, context, DicomStatus.StorageCannotUnderstand).ConfigureAwait(false);
                break;
            case DiscardedDataSet discarded when command.Field != DicomCommandField.CStoreRequest:
                await RefuseAsync(command, context, discarded.Status).ConfigureAwait(false);
                break;
            case DiscardedDataSet discarded:
                await RespondToStoreAsync(command, context, discarded.Status).ConfigureAwait(false);
                break;
            case StreamedDataSet store:
                var completion = store.CompleteAsync(_upper.PeerGone);
                if (!completion.IsCompleted) await WatchAsync(completion).ConfigureAwait(false);
                else await RespondToStoreAsync(command, context, completion.Result).ConfigureAwait(false);
                break;
            default:
                await DispatchAsync(command, context, incoming as HeldDataSet).ConfigureAwait(false);
                break;
        }

        (_command, _context, _incoming) = (null, null, null);
        EndServing();
        (_messageLength, _emptyFragments) = (0, 0);

        async ValueTask WatchAsync(ValueTask<DicomStatus> completion)
        {
            var status = completion.AsTask();
            await _upper.WatchAsync(status).ConfigureAwait(false);
            await RespondToStoreAsync(command, context, await status.ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async ValueTask<IncomingDataSet> OpenStoreAsync(CommandSet command, DicomPresentationContext context)
    {
        if (Refusal(command, context) is { } refusal) return new DiscardedDataSet(refusal);

        var header = new CStoreHeader
        {
            Association = Association!.Identity,
            PresentationContextId = context.ID,
            TransferSyntaxUid = context.AcceptedTransferSyntax!.UID.UID,
            SopClassUid = command.SopClassUid!,
            SopInstanceUid = command.SopInstanceUid!,
            MessageId = command.MessageId!.Value,
            Priority = (DicomPriority)(command.Priority ?? 0),
            MoveOriginatorAE = command.MoveOriginatorAE,
        };
        try
        {
            var admission = StreamProvider is { } provider
                ? await provider.OpenAsync(header, _upper.PeerGone).ConfigureAwait(false)
                : CStoreAdmission.Accept(new FileSink(FileProvider!, command, context, header, _environment.TemporaryFolder));
            return admission.Sink is { } sink
                ? new StreamedDataSet(sink, _environment.MaximumDataSetLength, _environment.Number, Logger)
                : new DiscardedDataSet(admission.Refusal ?? DicomStatus.ProcessingFailure);
        }
        catch (Exception e) // part of the association loop: answered below, the association lives on
        {
            NetworkLog.ProviderFailed(Logger, e, _environment.Number);
            return new DiscardedDataSet(StoreFailures.StatusOf(e));
        }
    }

    private DicomStatus? Refusal(CommandSet command, DicomPresentationContext context)
    {
        if (StreamProvider is null && FileProvider is null) return DicomStatus.SOPClassNotSupported;
        if (command.SopClassUid != context.AbstractSyntax.UID) return DicomStatus.StorageDataSetDoesNotMatchSOPClassError;
        // The exact grammar of UIDs is the sender's problem; anything but digits and dots is refused, as it may end up in a file name.
        var uid = command.SopInstanceUid;
        var isUid = uid is { Length: > 0 and <= NetworkLimits.UidLength } && !uid.AsSpan().ContainsAnyExcept("0123456789.");
        return command.MessageId is not null && isUid ? null : DicomStatus.InvalidObjectInstance;
    }

    private async ValueTask RespondToStoreAsync(CommandSet command, DicomPresentationContext context, DicomStatus status)
    {
        if (status.State == DicomState.Failure) InstancesRefused++;
        else InstancesStored++;
        await SendCommandAsync(context, command.Respond(status)).ConfigureAwait(false);
    }

    private void EndServing()
    {
        var served = _served;
        _served = null;
        served?.TrySetResult();
    }

    private ValueTask AbandonIncomingAsync()
    {
        EndServing();
        var reason = _upper.End switch
        {
            AssociationEnd.PeerAborted => CStoreAbortReason.PeerAborted,
            AssociationEnd.ProtocolFailure or AssociationEnd.IdleExpired => CStoreAbortReason.ProtocolFailure,
            AssociationEnd.Stopped => CStoreAbortReason.Stopping,
            _ => CStoreAbortReason.ConnectionLost,
        };
        return _incoming?.AbortAsync(reason) ?? ValueTask.CompletedTask;
    }
}
