using System.Text;
using Acsa.Worker.Configuration;
using Acsa.Worker.Fitness;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.SelfTest;

/// <summary>A port that takes by C-STORE what an archive is told to move there, for as long as the self-test fetches.</summary>
sealed class RetrievalPort : IDisposable
{
    const int Associations = 8;
    readonly IDicomServer _server;

    RetrievalPort(IDicomServer server) => _server = server;

    public int Port => _server.Port;

    /// <summary>Opens it; throws <see cref="DicomNetworkException"/> when the port is taken.</summary>
    /// <param name="title">The AE title under which the archive knows it; calls for another are rejected.</param>
    /// <param name="tls">What it shows and believes; null = a port without TLS.</param>
    public static RetrievalPort Open(string address, int port, string title, FetchedInstances fetched, TlsSide? tls)
    {
        var options = new PortOptions
        {
            Address = address, Port = port, MaxAssociations = Associations, MaxAssociationsPerHost = Associations,
            MaxDataSetLength = Limits.FetchedBytes, Tls = tls is null ? null : () => tls, UserState = (title, fetched),
                Logger = NullLogger.Instance,
        };
        return new(DicomPort.Open(options, (stream, encoding, log, dependencies) => new Service(stream, encoding, log, dependencies)));
    }

    public void Dispose() => _server.Dispose();

    sealed class Service(INetworkStream stream, Encoding fallbackEncoding, ILogger log, DicomServiceDependencies dependencies)
        : DicomService(stream, fallbackEncoding, log, dependencies), IDicomServiceProvider, IDicomCEchoProvider, IDicomCStoreProvider
    {
        static readonly DicomTransferSyntax[] s_syntaxes = [DicomTransferSyntax.ExplicitVRLittleEndian,
            DicomTransferSyntax.ImplicitVRLittleEndian];

        (string Title, FetchedInstances Fetched) Own => ((string, FetchedInstances))UserState;

        public Task OnReceiveAssociationRequestAsync(DicomAssociation association)
        {
            if (association.CalledAE.Trim() != Own.Title)
                return SendAssociationRejectAsync(DicomRejectResult.Permanent, DicomRejectSource.ServiceUser,
                    DicomRejectReason.CalledAENotRecognized);
            foreach (var context in association.PresentationContexts)
            {
                var isOurs = context.AbstractSyntax == DicomUID.Verification
                    || context.AbstractSyntax.StorageCategory != DicomStorageCategory.None
                    || StorageClass.All.Any(one => one.Uid == context.AbstractSyntax);
                if (!isOurs) context.SetResult(DicomPresentationContextResult.RejectAbstractSyntaxNotSupported);
                else if (Array.Find(s_syntaxes, context.GetTransferSyntaxes().Contains) is { } syntax)
                    context.SetResult(DicomPresentationContextResult.Accept, syntax);
                else context.SetResult(DicomPresentationContextResult.RejectTransferSyntaxesNotSupported);
            }

            return SendAssociationAcceptAsync(association);
        }

        public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

        public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason)
        {
            // What came before is kept; what is missing shows in the comparison.
        }

        public void OnConnectionClosed(Exception? exception)
        {
            // As above.
        }

        public Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request) =>
            Task.FromResult(new DicomCEchoResponse(request, DicomStatus.Success));

        public Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request) => Task.FromResult(Own.Fetched.Take(request));

        public Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e) => Task.CompletedTask;
    }
}
