using System.Text;
using Acsa.Dicom.Network.Dimse;
using Acsa.Dicom.Network.StateMachine;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network;

/// <summary>One association, seen from one side: implement the provider interfaces in a class derived from this one.</summary>
/// <remarks>
/// The connection's loop: 1. take an indication of the upper layer; 2. assemble the command set; 3. lead the data set to where it belongs;
/// 4. call the provider; 5. send its answer. One message at a time; while a provider works, only the peer's abort or close is looked for.
/// </remarks>
public abstract partial class DicomService : IDisposable
{
    private readonly UpperLayer _upper;
    private readonly MessageSender _sender;
    private readonly ServiceEnvironment _environment;
    private static readonly object NoState = new();

    /// <summary>A service on a connection; called by the listener or the client.</summary>
    protected DicomService(INetworkStream stream, Encoding? fallbackEncoding, ILogger logger, DicomServiceDependencies dependencies)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(dependencies);
        _environment = dependencies.Environment;
        Network = stream;
        Logger = logger;
        FallbackEncoding = fallbackEncoding;
        _upper = new UpperLayer(stream, new UpperLayerSettings
        {
            IsRequestor = _environment.IsRequestor,
            Time = _environment.Time,
            Artim = _environment.Artim,
            Idle = _environment.Idle,
            MaximumPresentationData = (int)AdvertisedMaximum,
        });
        _sender = new MessageSender(_upper);
    }

    /// <summary>Where this service logs.</summary>
    public ILogger Logger { get; }

    /// <summary>How the connection is used; changes have no effect once it is open.</summary>
    public DicomServiceOptions Options => _environment.Options;

    /// <summary>What the listener was given for its services.</summary>
    public object UserState { get; internal set; } = NoState;

    /// <summary>The association, once it was requested; null before.</summary>
    public DicomAssociation? Association { get; internal set; }

    /// <summary>Whether an association stands.</summary>
    public bool IsConnected => _upper.State is AssociationState.Sta6 or AssociationState.Sta7 or AssociationState.Sta8;

    /// <summary>Cancelled as soon as the peer has closed or aborted, or the listener stops.</summary>
    protected CancellationToken PeerGone => _upper.PeerGone;

    /// <summary>What the peer is told and held to; 0, which would mean "any length" (PS3.8 D.1), is not said.</summary>
    internal uint AdvertisedMaximum =>
        Math.Clamp(Options.MaxPDULength, NetworkLimits.SmallestAdvertisedMaximum, NetworkLimits.LargestAdvertisedMaximum);

    internal INetworkStream Network { get; }

    internal UpperLayer Upper => _upper;

    internal Encoding? FallbackEncoding { get; }

    internal int InstancesStored { get; private set; }

    internal int InstancesRefused { get; private set; }

    internal DicomRejectReason? RejectReason { get; private set; }

    /// <summary>Closes the connection at once.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection at once; override to release more.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _upper.Dispose();
    }

    /// <summary>Runs the connection to its end.</summary>
    internal async Task RunAsync()
    {
        try
        {
            if (!_environment.IsRequestor) await _upper.OpenAsync(null, CancellationToken.None).ConfigureAwait(false);
            while (true)
            {
                var indication = await _upper.ReceiveAsync().ConfigureAwait(false);
                if (indication.Kind == IndicationKind.Closed) return;
                if (indication.Kind == IndicationKind.Data) await OnDataAsync(indication.Data).ConfigureAwait(false);
                else await OnIndicationAsync(indication).ConfigureAwait(false);
            }
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask EndAsync()
    {
        Dispose();
        if (_upper.End == AssociationEnd.ProtocolFailure)
            NetworkLog.ProtocolFailure(Logger, _environment.Number, _upper.Failure.ToString());
        NetworkLog.Ended(Logger, _environment.Number, _upper.End);
        await AbandonIncomingAsync().ConfigureAwait(false);
        FailOutstanding();
        try
        {
            (this as IDicomService)?.OnConnectionClosed(_upper.Error);
        }
        catch (Exception e) // part of the association loop
        {
            NetworkLog.ProviderFailed(Logger, e, _environment.Number);
        }
    }
}
