using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network;

/// <summary>Log messages of the network, events 3000 to 3099. An association is named by its number; no patient data, no UIDs.</summary>
internal static partial class NetworkLog
{
    // A peer's ordinary comings and goings are Debug: a busy node has thousands a day, and the report of each goes to whoever wants it.
    [LoggerMessage(3000, LogLevel.Debug, "Association {Association}: {CallingAE} at {Host} calls {CalledAE}")]
    public static partial void Requested(ILogger logger, long association, string callingAE, string host, string calledAE);

    [LoggerMessage(3001, LogLevel.Warning, "Association {Association}: rejected, {Reason}")]
    public static partial void Rejected(ILogger logger, long association, DicomRejectReason reason);

    [LoggerMessage(3002, LogLevel.Debug, "Association {Association}: ended, {End}")]
    public static partial void Ended(ILogger logger, long association, AssociationEnd end);

    [LoggerMessage(3003, LogLevel.Warning, "Association {Association}: the peer broke the protocol, {Failure}")]
    public static partial void ProtocolFailure(ILogger logger, long association, string failure);

    [LoggerMessage(3004, LogLevel.Warning, "Association {Association}: no TLS, {Failure}")]
    public static partial void TlsFailed(ILogger logger, long association, string failure);

    [LoggerMessage(3005, LogLevel.Debug, "A connection was lost as soon as it was accepted: {Reason}")]
    public static partial void LostAtOnce(ILogger logger, string reason);

    [LoggerMessage(3010, LogLevel.Error, "Association {Association}: a provider failed")]
    public static partial void ProviderFailed(ILogger logger, Exception exception, long association);

    [LoggerMessage(3011, LogLevel.Error, "Association {Association}: the sink of an instance failed")]
    public static partial void SinkFailed(ILogger logger, Exception exception, long association);

    [LoggerMessage(3012, LogLevel.Error, "Association {Association}: the sink of an instance failed to clean up")]
    public static partial void SinkAbortFailed(ILogger logger, Exception exception, long association);

    [LoggerMessage(3013, LogLevel.Warning, "Association {Association}: {Operation} is not supported here, answered {Status}")]
    public static partial void Unsupported(ILogger logger, long association, DicomCommandField operation, DicomStatus status);

    [LoggerMessage(3014, LogLevel.Warning, "Association {Association}: a response to no request of ours was dropped")]
    public static partial void StrayResponse(ILogger logger, long association);

    [LoggerMessage(3015, LogLevel.Error, "Association {Association}: a response call-back failed")]
    public static partial void CallbackFailed(ILogger logger, Exception exception, long association);

    [LoggerMessage(3020, LogLevel.Information, "Listening on {Address}:{Port}")]
    public static partial void Listening(ILogger logger, string address, int port);

    [LoggerMessage(3021, LogLevel.Warning, "A connection could not be accepted; listening goes on")]
    public static partial void AcceptFailed(ILogger logger, Exception exception);

    [LoggerMessage(3022, LogLevel.Error, "Association {Association}: failed")]
    public static partial void AssociationFailed(ILogger logger, Exception exception, long association);

    [LoggerMessage(3023, LogLevel.Error, "Association {Association}: the observer of its end failed")]
    public static partial void ObserverFailed(ILogger logger, Exception exception, long association);
}
