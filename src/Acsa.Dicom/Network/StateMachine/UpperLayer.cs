using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Network.StateMachine;

/// <summary>
/// One connection's DICOM upper layer (PS3.8): owns the stream, the state and the timers, and does what <see cref="StateTable"/> says.
/// One caller reads; any may send. The first reason for ending is kept.
/// </summary>
internal sealed partial class UpperLayer : IDisposable
{
    private readonly INetworkStream _network;
    private readonly Stream _stream;
    private readonly UpperLayerSettings _settings;
    private readonly ArtimTimer _artim;
    private readonly ITimer _idleTimer;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _wake = new();
    private readonly CancellationTokenSource _peerGone = new();

    private AssociationState _state = AssociationState.Sta1;
    private AssociationEnd _end;
    private bool _isDisposed;

    public UpperLayer(INetworkStream network, UpperLayerSettings settings)
    {
        _network = network;
        _stream = network.AsStream();
        _settings = settings;
        _artim = new ArtimTimer(settings.Time, settings.Artim, OnArtimExpired);
        _idleTimer = settings.Time.CreateTimer(_ => OnIdleTick(), null, settings.Idle, settings.Idle);
    }

    public AssociationState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    /// <summary>Why the connection ended; <see cref="AssociationEnd.None"/> while it lasts.</summary>
    public AssociationEnd End
    {
        get
        {
            lock (_gate) return _end;
        }
    }

    /// <summary>What the peer did wrong, when <see cref="End"/> is its fault.</summary>
    public PduFailure Failure { get; private set; }

    /// <summary>The exception behind a lost connection.</summary>
    public Exception? Error { get; private set; }

    public long BytesReceived { get; private set; }

    /// <summary>Cancelled as soon as the peer has closed or aborted, also while a provider is still at work.</summary>
    public CancellationToken PeerGone => _peerGone.Token;

    /// <summary>Evt5 on the acceptor's side; on the requestor's, Evt1 and Evt2 at once, as the connection is open already.</summary>
    public async ValueTask OpenAsync(AssociatePdu? request, CancellationToken cancellation)
    {
        if (!_settings.IsRequestor)
        {
            Fire(AssociationEvent.TransportIndication);
            _artim.Start(); // AE-5
            return;
        }

        Fire(AssociationEvent.AssociateRequest);
        Fire(AssociationEvent.TransportConnected);
        await WriteAsync(PduWriter.Write(request!), cancellation).ConfigureAwait(false); // AE-2
    }

    /// <summary>Evt7, AE-7.</summary>
    public ValueTask AcceptAsync(AssociatePdu accept) => RespondAsync(AssociationEvent.AssociateAccept, accept);

    /// <summary>Evt8, AE-8: A-ASSOCIATE-RJ, once, and nothing after it.</summary>
    public ValueTask RejectAsync(AssociateRejectPdu reject) => RespondAsync(AssociationEvent.AssociateReject, reject);

    /// <summary>Evt11, AR-1.</summary>
    public ValueTask RequestReleaseAsync() => RespondAsync(AssociationEvent.ReleaseRequest, ReleaseRequestPdu.Instance);

    /// <summary>Evt14, AR-4 or AR-9.</summary>
    public ValueTask ReplyReleaseAsync() => RespondAsync(AssociationEvent.ReleaseResponse, ReleaseReplyPdu.Instance);

    /// <summary>Evt15: AA-1 or AA-2; nothing once the association has ended.</summary>
    public async ValueTask AbortAsync(AssociationEnd why, DicomAbortSource source, DicomAbortReason reason)
    {
        switch (Fire(AssociationEvent.AbortRequest, why))
        {
            case AssociationAction.AA1:
                await SendLastAsync(new AbortPdu((byte)source, (byte)reason)).ConfigureAwait(false);
                break;
            case AssociationAction.AA2:
                Close(why);
                break;
        }
    }

    /// <summary>Evt19 for what only the layer above can see to be wrong, such as data in a context that was not accepted.</summary>
    public async ValueTask BreakAsync(PduFailureKind kind)
    {
        var failure = new PduFailure(kind, 0);
        if (Failure.Kind == PduFailureKind.None) Failure = failure;
        if (Fire(AssociationEvent.InvalidPdu, AssociationEnd.ProtocolFailure) is AssociationAction.AA1 or AssociationAction.AA8)
            await SendLastAsync(new AbortPdu((byte)DicomAbortSource.ServiceProvider, (byte)failure.AbortReason)).ConfigureAwait(false);
    }

    /// <summary>Evt9: sends whole P-DATA-TF PDUs that the caller has laid out (DT-1, AR-7).</summary>
    /// <exception cref="ConnectionClosedPrematurelyException">The connection broke.</exception>
    /// <exception cref="DicomNetworkException">There is no association (any more).</exception>
    public async ValueTask SendDataAsync(ReadOnlyMemory<byte> pdus, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Fire(AssociationEvent.DataRequest) == AssociationAction.None)
                throw new DicomNetworkException("No data can be sent: the association has ended.");
            // Never cancelled half-way, which would leave a torn PDU; a peer that does not read is ended by the timers.
            await WriteTimedAsync(pdus, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new ConnectionClosedPrematurelyException(e);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Wakes the reader, which then aborts: the listener stops, or the peer was silent for too long.</summary>
    public void Stop(AssociationEnd why)
    {
        bool isClosing;
        lock (_gate)
        {
            if (_end == AssociationEnd.None) _wakeReason = why;
            isClosing = _state == AssociationState.Sta13;
        }

        if (isClosing) _artim.Start(StopGrace);
        _wake.Cancel();
    }

    /// <summary>Closes the connection at once, for a reason of this side.</summary>
    public void CloseNow(AssociationEnd why) => Close(why);

    /// <summary>Closes the connection at once.</summary>
    public void Dispose()
    {
        Close(AssociationEnd.LocalAbort);
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
        }

        _artim.Dispose();
        _idleTimer.Dispose();
        ReturnBuffer();
    }

    private async ValueTask RespondAsync(AssociationEvent what, PduMessage message)
    {
        var action = Fire(what, what switch
        {
            AssociationEvent.AssociateReject => AssociationEnd.Rejected,
            AssociationEvent.ReleaseResponse => AssociationEnd.Released,
            _ => AssociationEnd.None,
        });
        switch (action)
        {
            case AssociationAction.None:
                throw new InvalidOperationException($"{what} is not possible in {State} (PS3.8 table 9-10).");
            case AssociationAction.AE8 or AssociationAction.AR4:
                await SendLastAsync(message).ConfigureAwait(false);
                break;
            default:
                await WriteAsync(PduWriter.Write(message), CancellationToken.None).ConfigureAwait(false);
                break;
        }
    }

    // The last PDU of this side: ARTIM runs from before the write, so that a peer that does not read cannot hold us.
    private async ValueTask SendLastAsync(PduMessage message)
    {
        _artim.Start();
        try
        {
            await WriteAsync(PduWriter.Write(message), CancellationToken.None).ConfigureAwait(false);
            await CloseSendingAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The peer has gone already: nobody is left to tell, and the reader sees the end.
        }
    }

    private async ValueTask CloseSendingAsync()
    {
        if (_network is not IHalfClosable network) return;
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            await network.CloseSendingAsync().ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await WriteTimedAsync(bytes, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    // A peer that takes nothing is silent too.
    private async ValueTask WriteTimedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var writing = _stream.WriteAsync(bytes, cancellation);
        if (!writing.IsCompleted) Volatile.Write(ref _writingSince, _settings.Time.GetTimestamp());
        try
        {
            await writing.ConfigureAwait(false);
            RestartIdle();
        }
        finally
        {
            Volatile.Write(ref _writingSince, 0);
        }
    }

    private AssociationAction Fire(AssociationEvent what, AssociationEnd why = AssociationEnd.None, bool isAcceptable = true)
    {
        lock (_gate)
        {
            var action = StateTable.Action(what, _state);
            if (action == AssociationAction.None) return action;
            _state = StateTable.Next(action, _state, _settings.IsRequestor, isAcceptable);
            if (_end == AssociationEnd.None) _end = why;
            return action;
        }
    }

    private void Close(AssociationEnd why)
    {
        lock (_gate)
        {
            if (_end == AssociationEnd.None) _end = why;
            _state = AssociationState.Sta1;
        }

        _artim.Stop();
        _network.Dispose();
    }

    private void OnArtimExpired()
    {
        if (Fire(AssociationEvent.ArtimExpired, AssociationEnd.ArtimExpired) == AssociationAction.AA2) Close(AssociationEnd.ArtimExpired);
    }
}
