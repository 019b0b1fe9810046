using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network.Client;

/// <summary>Sends requests to one peer.</summary>
public interface IDicomClient
{
    /// <summary>Name or address of the peer.</summary>
    string Host { get; }

    /// <summary>The peer's TCP port.</summary>
    int Port { get; }

    /// <summary>Secures the connection; null = no TLS.</summary>
    Tls.ITlsInitiator? TlsInitiator { get; }

    /// <summary>Our title.</summary>
    string CallingAe { get; }

    /// <summary>The peer's title.</summary>
    string CalledAe { get; }

    /// <summary>Where the client logs.</summary>
    ILogger Logger { get; set; }

    /// <summary>How the connection is used.</summary>
    DicomServiceOptions ServiceOptions { get; }

    /// <summary>How long the client waits.</summary>
    DicomClientOptions ClientOptions { get; }

    /// <summary>Contexts to propose besides those that the requests need.</summary>
    List<DicomPresentationContext> AdditionalPresentationContexts { get; set; }

    /// <summary>SOP class extended and common extended negotiations to propose.</summary>
    List<DicomExtendedNegotiation> AdditionalExtendedNegotiations { get; set; }

    /// <summary>Who the user is, as the peer is told; null = nobody.</summary>
    DicomUserIdentityNegotiation? UserIdentityNegotiation { get; set; }

    /// <summary>
    /// Whether an association fails whose peer was asked to confirm the user's identity and does not: it may not have looked at it.
    /// </summary>
    bool RequireSuccessfulUserIdentityNegotiation { get; set; }

    /// <summary>
    /// Answers C-STORE requests of the peer on our association, which a C-GET brings about; null = refused. The request's file is received
    /// into the temporary folder piece by piece, and goes when the task completes. <see cref="StreamedRetrieval"/> does without it.
    /// </summary>
    Func<DicomCStoreRequest, Task<DicomCStoreResponse>>? OnCStoreRequest { get; set; }

    /// <summary>Answers N-EVENT-REPORT requests of the peer on our association; null = refused.</summary>
    Func<DicomNEventReportRequest, Task<DicomNEventReportResponse>>? OnNEventReportRequest { get; set; }

    /// <summary>Whether requests wait to be sent.</summary>
    bool IsSendRequired { get; }

    /// <summary>The peer has accepted; tells what was negotiated.</summary>
    event EventHandler<EventArguments.AssociationAcceptedEventArgs>? AssociationAccepted;

    /// <summary>The peer has rejected.</summary>
    event EventHandler<EventArguments.AssociationRejectedEventArgs>? AssociationRejected;

    /// <summary>The association was released.</summary>
    event EventHandler? AssociationReleased;

    /// <summary>The peer did not answer the connection or the association request in time.</summary>
    event EventHandler<EventArguments.AssociationRequestTimedOutEventArgs>? AssociationRequestTimedOut;

    /// <summary>The peer did not answer a request in time.</summary>
    event EventHandler<EventArguments.RequestTimedOutEventArgs>? RequestTimedOut;

    /// <summary>
    /// Asks for a window of asynchronous operations (PS3.7 D.3.3.3), 0 = any number. As many requests as the peer agrees to, 16 at most,
    /// are then sent without waiting for the responses of those before them; they leave in their order, and are answered in any.
    /// </summary>
    /// <param name="invoked">Requests of ours outstanding.</param>
    /// <param name="performed">Requests of the peer outstanding.</param>
    void NegotiateAsyncOps(int invoked = 0, int performed = 0);

    /// <summary>Tells the peer who the user is.</summary>
    void NegotiateUserIdentity(DicomUserIdentityNegotiation userIdentityNegotiation);

    /// <summary>Queues a request; nothing is sent yet.</summary>
    Task AddRequestAsync(DicomRequest dicomRequest);

    /// <summary>Queues requests; nothing is sent yet.</summary>
    Task AddRequestsAsync(IEnumerable<DicomRequest> dicomRequests);

    /// <summary>
    /// Sends what is queued over one association, or as many as <see cref="DicomClientOptions.MaximumNumberOfRequestsPerAssociation"/> asks
    /// for.
    /// Every queued request ends in a response or in an exception; if any had none, the first exception is thrown when all have ended.
    /// </summary>
    /// <exception cref="DicomAssociationRejectedException">The peer rejected.</exception>
    /// <exception cref="DicomAssociationAbortedException">The peer aborted.</exception>
    /// <exception cref="DicomAssociationRequestTimedOutException">The peer did not connect or answer in time.</exception>
    /// <exception cref="DicomRequestTimedOutException">The peer did not answer a request in time.</exception>
    /// <exception cref="PresentationContextRefusedException">The peer accepted no context for a request.</exception>
    /// <exception cref="Tls.DicomTlsException">The TLS handshake failed.</exception>
    /// <exception cref="DicomNetworkException">The connection failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task SendAsync(
        CancellationToken cancellationToken = default,
        DicomClientCancellationMode cancellationMode = DicomClientCancellationMode.ImmediatelyReleaseAssociation);
}
