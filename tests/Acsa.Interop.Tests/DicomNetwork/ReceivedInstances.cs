using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Acsa.Interop.Tests.DicomNetwork;

/// <summary>A receiver that keeps each data set as the bytes that came.</summary>
internal sealed class ReceivedInstances : IAsyncDisposable
{
    private readonly AssociationListener _listener;

    public ReceivedInstances(AssociationPolicy? policy = null)
    {
        Policy = policy ?? new AssociationPolicy();
        _listener = AssociationListener.Start(
            new AssociationListenerOptions { Address = IPAddress.Loopback, UserState = this, AssociationEnded = Ended.Enqueue },
            (stream, logger, dependencies) => new Service(stream, Encoding.ASCII, logger, dependencies));
    }

    public AssociationPolicy Policy { get; }

    public int Port => _listener.Port;

    public ConcurrentDictionary<string, (CStoreHeader Header, byte[] DataSet)> BySopInstance { get; } = [];

    public ConcurrentQueue<AssociationReport> Ended { get; } = [];

    public int MostAtATime { get; private set; }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private sealed class Service(INetworkStream stream, Encoding encoding, ILogger logger, DicomServiceDependencies dependencies)
        : DicomService(stream, encoding, logger, dependencies), IDicomServiceProvider, IDicomCEchoProvider, ICStoreStreamProvider
    {
        private ReceivedInstances Received => (ReceivedInstances)UserState;

        public Task OnReceiveAssociationRequestAsync(DicomAssociation association) =>
            SendAssociationVerdictAsync(association, Received.Policy.Judge(association));

        public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

        public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason)
        {
        }

        public void OnConnectionClosed(Exception? exception)
        {
        }

        public Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request) =>
            Task.FromResult(new DicomCEchoResponse(request, DicomStatus.Success));

        public ValueTask<CStoreAdmission> OpenAsync(CStoreHeader header, CancellationToken cancellation)
        {
            Received.MostAtATime = Math.Max(Received.MostAtATime, Received._listener.OpenAssociations);
            return new(CStoreAdmission.Accept(new Sink(Received, header)));
        }
    }

    private sealed class Sink(ReceivedInstances received, CStoreHeader header) : ICStoreSink
    {
        private readonly MemoryStream _bytes = new();

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => _bytes.WriteAsync(bytes, cancellation);

        public ValueTask<DicomStatus> CompleteAsync(CancellationToken cancellation)
        {
            received.BySopInstance[header.SopInstanceUid] = (header, _bytes.ToArray());
            return new(DicomStatus.Success);
        }

        public ValueTask AbortAsync(CStoreAbortReason reason) => ValueTask.CompletedTask;
    }
}
