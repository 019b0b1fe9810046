using System.Buffers;
using System.Runtime.CompilerServices;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Network.StateMachine;

internal sealed partial class UpperLayer
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);

    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(NetworkLimits.GreetingBuffer);
    private int _start;
    private int _filled;
    private PduCursor _cursor;
    private Task<int>? _readAhead;
    private bool _isAtEnd;
    private AssociationEnd _wakeReason = AssociationEnd.Stopped;
    private long _waitingSince;
    private long _waitedWithinPdu;
    private bool _waitsWithinPdu;
    private long _writingSince;

    /// <summary>
    /// The next thing that the peer, the timers or the state table bring; after <see cref="IndicationKind.Closed"/> nothing more.
    /// </summary>
    /// <remarks>Data is valid until the next call.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Indication> ReceiveAsync()
    {
        while (State != AssociationState.Sta1)
        {
            var result = PduParser.Parse(_buffer.AsMemory(_start, _filled - _start), _cursor, _settings.MaximumPresentationData);
            _start += result.Consumed;
            _cursor = result.Cursor;
            if (result.Consumed > 0 && !_cursor.IsWithinPdu) _waitedWithinPdu = 0; // a PDU is complete

            Indication? indication = result.Outcome switch
            {
                PduParseOutcome.NeedMore => await FillAsync(result.Needed).ConfigureAwait(false),
                PduParseOutcome.Data => await OnDataAsync(result.Data).ConfigureAwait(false),
                PduParseOutcome.Message => await OnMessageAsync(result.Message!).ConfigureAwait(false),
                _ => await OnFailureAsync(result.Failure).ConfigureAwait(false),
            };
            if (indication is { } found) return found;
        }

        await _peerGone.CancelAsync().ConfigureAwait(false);
        return new(IndicationKind.Closed);
    }

    /// <summary>Waits for a provider's work, and reads ahead meanwhile so that the peer's abort or close is seen at once.</summary>
    public async ValueTask WatchAsync(Task work)
    {
        if (AssociationThread.IsServing(this) && _network is IPatientReader reader) WatchPatiently(work, reader);
        while (!work.IsCompleted && !_isAtEnd && State != AssociationState.Sta1)
        {
            if (_readAhead is null)
            {
                Compact();
                if (_filled == _buffer!.Length) break; // enough read ahead: TCP holds the peer back
                _readAhead = ReadAsync().AsTask();
            }

            if (await Task.WhenAny(work, _readAhead).ConfigureAwait(false) != _readAhead) break;
            await TakeReadAheadAsync().ConfigureAwait(false);
            if (_isAtEnd || AbortLiesAhead()) await _peerGone.CancelAsync().ConfigureAwait(false);
        }

        await work.ConfigureAwait(false);
    }

    private async ValueTask<Indication?> FillAsync(int needed)
    {
        if (!_isAtEnd)
        {
            BeginWait();
            if (_readAhead is null)
            {
                Compact();
                Grow(needed);
                Take(await ReadPatientlyAsync().ConfigureAwait(false));
            }
            else
            {
                await TakeReadAheadAsync().ConfigureAwait(false);
            }

            EndWait();
            if (!_isAtEnd) return null;
        }

        if (_wake.IsCancellationRequested && State is not (AssociationState.Sta1 or AssociationState.Sta2 or AssociationState.Sta13))
        {
            _isAtEnd = false; // the connection itself still stands
            await AbortAsync(_wakeReason, DicomAbortSource.ServiceUser, DicomAbortReason.NotSpecified).ConfigureAwait(false);
            // Who stops does not want to wait for each peer's courtesy.
            if (_wakeReason == AssociationEnd.Stopped) _artim.Start(StopGrace);
            return new(IndicationKind.ProviderAbort);
        }

        return OnTransportClosed();
    }

    // 0 = the end: closed, broken, or woken by a timer or Stop.
    private async ValueTask<int> ReadAsync()
    {
        try
        {
            // In Sta13 a wake-up has done its work; ARTIM alone bounds the wait for the close.
            var wake = State == AssociationState.Sta13 ? CancellationToken.None : _wake.Token;
            var read = _stream.ReadAsync(_buffer.AsMemory(_filled), wake);
            if (!read.IsCompleted && State == AssociationState.Sta6) (_network as IPromptReceiver)?.AcknowledgeNow();
            return await read.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            if (e is IOException) Error ??= e;
            return 0;
        }
    }

    private async ValueTask TakeReadAheadAsync()
    {
        var read = await _readAhead!.ConfigureAwait(false);
        _readAhead = null;
        Take(read);
    }

    private void Take(int read)
    {
        _isAtEnd = read == 0;
        _filled += read;
        BytesReceived += read;
    }

    private ValueTask<Indication?> OnDataAsync(in PresentationDataValue data) => Fire(AssociationEvent.DataPdu) switch
    {
        AssociationAction.DT2 or AssociationAction.AR6 => new(new Indication(IndicationKind.Data) { Data = data }),
        AssociationAction.AA6 => new((Indication?)null),
        _ => RefuseAsync(new(PduFailureKind.UnexpectedPdu, 0)),
    };

    private ValueTask<Indication?> OnMessageAsync(PduMessage message)
    {
        var what = message switch
        {
            AssociatePdu { IsRequest: true } => AssociationEvent.AssociateRequestPdu,
            AssociatePdu => AssociationEvent.AssociateAcceptPdu,
            AssociateRejectPdu => AssociationEvent.AssociateRejectPdu,
            ReleaseRequestPdu => AssociationEvent.ReleaseRequestPdu,
            ReleaseReplyPdu => AssociationEvent.ReleaseReplyPdu,
            _ => AssociationEvent.AbortPdu,
        };
        var action = Fire(what);
        switch (action)
        {
            case AssociationAction.AE6:
                _artim.Stop();
                return Indicate(IndicationKind.AssociateRequest);
            case AssociationAction.AE3:
                return Indicate(IndicationKind.AssociateAccept);
            case AssociationAction.AE4:
                Close(AssociationEnd.Rejected);
                return Indicate(IndicationKind.AssociateReject);
            case AssociationAction.AR2 or AssociationAction.AR8:
                return Indicate(IndicationKind.ReleaseRequest);
            case AssociationAction.AR3:
                return ConfirmReleaseAsync(message);
            case AssociationAction.AR10:
                return Indicate(IndicationKind.ReleaseConfirm);
            case AssociationAction.AA2 or AssociationAction.AA3:
                Close(AssociationEnd.PeerAborted);
                return Indicate(IndicationKind.Abort);
            case AssociationAction.AA1 or AssociationAction.AA8:
                return RefuseAsync(new(PduFailureKind.UnexpectedPdu, 0));
            default:
                return new((Indication?)null); // AA-6, AA-7: the association is over; the close is awaited
        }

        async ValueTask<Indication?> ConfirmReleaseAsync(PduMessage reply)
        {
            await CloseSendingAsync().ConfigureAwait(false);
            Close(AssociationEnd.Released);
            return new Indication(IndicationKind.ReleaseConfirm) { Message = reply };
        }

        ValueTask<Indication?> Indicate(IndicationKind kind) => new(new Indication(kind) { Message = message });
    }

    private ValueTask<Indication?> OnFailureAsync(PduFailure failure)
    {
        var bytes = _buffer.AsSpan(_start, _filled - _start);
        var why = State != AssociationState.Sta2 || failure.Kind != PduFailureKind.UnrecognizedPdu
            ? AssociationEnd.ProtocolFailure
            : StrangerProtocol.Classify(bytes);
        _start = _filled; // what follows has no frame any more
        _cursor = default;
        var action = Fire(AssociationEvent.InvalidPdu, why);
        return action is AssociationAction.AA1 or AssociationAction.AA8 ? RefuseAsync(failure) : new((Indication?)null);
    }

    private async ValueTask<Indication?> RefuseAsync(PduFailure failure)
    {
        if (Failure.Kind == PduFailureKind.None) Failure = failure;
        lock (_gate)
        {
            if (_end == AssociationEnd.None) _end = AssociationEnd.ProtocolFailure;
        }

        await SendLastAsync(new AbortPdu((byte)DicomAbortSource.ServiceProvider, (byte)failure.AbortReason)).ConfigureAwait(false);
        return new Indication(IndicationKind.ProviderAbort);
    }

    private Indication OnTransportClosed()
    {
        var wasAssociated = State is not (AssociationState.Sta1 or AssociationState.Sta2 or AssociationState.Sta13);
        Fire(AssociationEvent.TransportClosed);
        Close(_wake.IsCancellationRequested ? _wakeReason :
              State == AssociationState.Sta1 && BytesReceived == 0 && Error is null ? AssociationEnd.NothingSent :
              AssociationEnd.ConnectionLost);
        return new(wasAssociated ? IndicationKind.ProviderAbort : IndicationKind.Closed);
    }
}
