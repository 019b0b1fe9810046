namespace Acsa.Dicom.Network;

/// <summary>One connection of a listener, from accept to end.</summary>
internal sealed class ListenerConnection(long number, TcpNetworkStream network, DateTimeOffset opened)
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private DicomService? _service;
    private AssociationEnd _end;

    public long Number { get; } = number;

    public TcpNetworkStream Network { get; } = network;

    public DateTimeOffset Opened { get; } = opened;

    public Task Running { get; set; } = Task.CompletedTask;

    public bool IsHandshaking { get; set; }

    /// <summary>It holds a place among the allowed associations.</summary>
    public bool IsAssociated { get; set; }

    /// <summary>It was told to go and counts no more.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Ends what is done before there is a service.</summary>
    public CancellationToken Ending => _ending.Token;

    public DicomService? Service => _service;

    public AssociationEnd End
    {
        get
        {
            lock (_gate) return _end != AssociationEnd.None ? _end : _service?.Upper.End ?? AssociationEnd.None;
        }
    }

    /// <summary>Words for an end before there was a service.</summary>
    public string? Failure { get; private set; }

    /// <summary>Takes the service; false when the connection was told to end in the meantime.</summary>
    public bool TryServe(DicomService service)
    {
        lock (_gate)
        {
            if (_end != AssociationEnd.None) return false;
            _service = service;
            return true;
        }
    }

    /// <summary>Ends in order: a service aborts its association, what comes before is broken off.</summary>
    public void Stop()
    {
        if (MarkEnd(AssociationEnd.Stopped, null)) _ending.Cancel();
        else _service?.Upper.Stop(AssociationEnd.Stopped);
    }

    /// <summary>Ends at once, to make room.</summary>
    public void Displace()
    {
        IsLeaving = true;
        if (MarkEnd(AssociationEnd.Displaced, null)) _ending.Cancel();
        else _service?.Upper.CloseNow(AssociationEnd.Displaced);
    }

    /// <summary>Ended before there was a service; the first reason is kept.</summary>
    public bool MarkEnd(AssociationEnd why, string? failure)
    {
        lock (_gate)
        {
            if (_service is not null) return false;
            if (_end == AssociationEnd.None) (_end, Failure) = (why, failure);
            return true;
        }
    }
}
