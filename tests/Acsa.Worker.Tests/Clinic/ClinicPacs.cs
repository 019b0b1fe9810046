using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Clinic;

/// <summary>A PACS over a loopback socket, with the moods of one.</summary>
sealed class ClinicPacs : IDisposable
{
    readonly IDicomServer _server;

    public ClinicPacs() => _server = DicomServerFactory.Create<Service>("127.0.0.1", 0, logger: NullLogger.Instance, userState: this);

    public int Port => _server.Port;

    /// <summary>What it does with the next objects.</summary>
    public PacsMood Mood { get; set; }

    /// <summary>What it holds: study and source by SOP Instance UID.</summary>
    public ConcurrentDictionary<string, (string Study, string Source)> Held { get; } = new();

    /// <summary>Objects that came again although it held them.</summary>
    public int Repeats;

    public void Dispose() => _server.Dispose();

    sealed class Service(INetworkStream stream, Encoding fallbackEncoding, ILogger log, DicomServiceDependencies dependencies)
        : DicomService(stream, fallbackEncoding, log, dependencies), IDicomServiceProvider, IDicomCEchoProvider, IDicomCStoreProvider
    {
        ClinicPacs Pacs => (ClinicPacs)UserState;

        public Task OnReceiveAssociationRequestAsync(DicomAssociation association)
        {
            if (Pacs.Mood == PacsMood.Away)
                return SendAssociationRejectAsync(DicomRejectResult.Transient, DicomRejectSource.ServiceUser,
                    DicomRejectReason.NoReasonGiven);
            foreach (var context in association.PresentationContexts)
                context.SetResult(DicomPresentationContextResult.Accept, context.GetTransferSyntaxes()[0]);
            return SendAssociationAcceptAsync(association);
        }

        public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

        public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason)
        {
        }

        public void OnConnectionClosed(Exception? exception)
        {
        }

        public Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request) =>
            Task.FromResult(new DicomCEchoResponse(request, DicomStatus.Success));

        public async Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request)
        {
            var mood = Pacs.Mood;
            if (mood == PacsMood.Full) return new(request, DicomStatus.StorageStorageOutOfResources);
            if (mood == PacsMood.Drops) throw new IOException("told to drop the call");
            var dataset = request.File.Dataset;
            var uid = dataset.GetSingleValue<string>(DicomTag.SOPInstanceUID);
            if (!Pacs.Held.TryAdd(uid,
                (dataset.GetSingleValue<string>(DicomTag.StudyInstanceUID), dataset.GetSingleValue<string>(DicomTag.ImageComments))))
                Interlocked.Increment(ref Pacs.Repeats);
            // It holds the object and does not get to say so.
            if (mood == PacsMood.Hangs) await Task.Delay(TimeSpan.FromSeconds(3));
            return new(request, DicomStatus.Success);
        }

        public Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e) => Task.CompletedTask;
    }
}
