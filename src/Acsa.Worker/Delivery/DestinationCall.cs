using System.Net.Sockets;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Delivery;

/// <summary>One association with a destination: a limit on each wait, and a failure in words.</summary>
static class DestinationCall
{
    /// <summary>A client whose every wait — connection, association, each answer, release — ends with the destination's time-out.</summary>
    public static IDicomClient Client(string ownAeTitle, DestinationConfiguration destination, ITlsInitiator? tls)
    {
        var client = DicomClientFactory.Create(destination.Host, destination.Port, tls, ownAeTitle, destination.AeTitle);
        var milliseconds = (int)destination.Timeout.TotalMilliseconds;
        client.ConnectWithin(destination.Timeout);
        client.ClientOptions.AssociationRequestTimeoutInMs = milliseconds;
        client.ClientOptions.AssociationReleaseTimeoutInMs = milliseconds;
        client.ClientOptions.AssociationLingerTimeoutInMs = 0;
        client.ServiceOptions.RequestTimeout = destination.Timeout;
        return client;
    }

    /// <summary>The failure in words; null for what is no failure of the call but a mistake of ours.</summary>
    public static string? FailureOf(Exception error) => error switch
    {
        DicomAssociationRejectedException { RejectResult: DicomRejectResult.Permanent } rejected =>
            $"the association was rejected for good: {rejected.RejectReason}",
        DicomAssociationRejectedException rejected => $"the association was rejected for now: {rejected.RejectReason}",
        _ when ClientSending.IsContextRefused(error) => "the peer does not take this kind of object, or not in its encoding",
        DicomAssociationAbortedException aborted => $"the association was aborted: {aborted.AbortReason}",
        DicomAssociationRequestTimedOutException or DicomRequestTimedOutException => "no answer in time",
        UnauthorizedAccessException => $"a result may not be read: {error.Message}",
        DicomNetworkException or SocketException or IOException => $"not reachable: {error.Message}",
        // Its words may quote the object.
        DicomException => "a result cannot be written in an encoding that the peer takes",
        _ => null,
    };
}
