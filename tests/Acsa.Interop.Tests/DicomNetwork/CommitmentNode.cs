using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Acsa.Interop.Tests.DicomNetwork;

/// <summary>Both sides of storage commitment (PS3.4 J): takes requests and says "stored" to each, and takes reports.</summary>
internal sealed class CommitmentNode : IAsyncDisposable
{
    private readonly AssociationListener _listener;

    /// <param name="reportsOnSameAssociation">Else the test itself reports, over an association of its own.</param>
    public CommitmentNode(bool reportsOnSameAssociation = false)
    {
        ReportsOnSameAssociation = reportsOnSameAssociation;
        _listener = AssociationListener.Start(
            new AssociationListenerOptions { Address = IPAddress.Loopback, UserState = this },
            (stream, logger, dependencies) => new Service(stream, Encoding.ASCII, logger, dependencies));
    }

    public bool ReportsOnSameAssociation { get; }

    public int Port => _listener.Port;

    public ConcurrentQueue<DicomNActionRequest> Requests { get; } = [];

    public ConcurrentQueue<DicomNEventReportRequest> Reports { get; } = [];

    public ConcurrentQueue<DicomStatus> ReportAnswers { get; } = [];

    /// <summary>The report that everything asked for is stored (PS3.4 table J.3-2, event type 1).</summary>
    public static DicomNEventReportRequest Report(DicomNActionRequest action) =>
        new(DicomUID.StorageCommitmentPushModel, DicomUID.StorageCommitmentPushModelInstance, 1)
        {
            Dataset = new DicomDataset
            {
                { DicomTag.TransactionUID, action.Dataset!.GetString(DicomTag.TransactionUID) },
                new DicomSequence(
                    DicomTag.ReferencedSOPSequence,
                    [.. action.Dataset.GetSequence(DicomTag.ReferencedSOPSequence).Items.Select(item => item.Clone())]),
            },
        };

    /// <summary>The request for one instance (PS3.4 table J.3-1, action type 1).</summary>
    public static DicomNActionRequest Request(DicomUID transaction, DicomUID sopClass, DicomUID instance) =>
        new(DicomUID.StorageCommitmentPushModel, DicomUID.StorageCommitmentPushModelInstance, 1)
        {
            Dataset = new DicomDataset
            {
                { DicomTag.TransactionUID, transaction },
                new DicomSequence(DicomTag.ReferencedSOPSequence, new DicomDataset
                {
                    { DicomTag.ReferencedSOPClassUID, sopClass },
                    { DicomTag.ReferencedSOPInstanceUID, instance },
                }),
            },
        };

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private sealed class Service(INetworkStream stream, Encoding encoding, ILogger logger, DicomServiceDependencies dependencies)
        : DicomService(stream, encoding, logger, dependencies), IDicomServiceProvider, IDicomCEchoProvider, INActionProvider,
            INEventReportProvider, IDicomNEventReportRequestProvider
    {
        private static readonly AssociationPolicy Policy = new();

        private CommitmentNode Node => (CommitmentNode)UserState;

        public Task OnReceiveAssociationRequestAsync(DicomAssociation association) =>
            SendAssociationVerdictAsync(association, Policy.Judge(association));

        public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

        public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason)
        {
        }

        public void OnConnectionClosed(Exception? exception)
        {
        }

        public Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request) =>
            Task.FromResult(new DicomCEchoResponse(request, DicomStatus.Success));

        public Task<DicomNActionResponse> OnNActionRequestAsync(DicomNActionRequest request)
        {
            Node.Requests.Enqueue(request);
            return Task.FromResult(new DicomNActionResponse(request, DicomStatus.Success));
        }

        public Task OnSendNEventReportRequestAsync(DicomNActionRequest request)
        {
            if (!Node.ReportsOnSameAssociation) return Task.CompletedTask;
            var report = Report(request);
            report.OnResponseReceived = (_, response) => Node.ReportAnswers.Enqueue(response.Status);
            return SendRequestAsync(report);
        }

        public Task<DicomNEventReportResponse> OnNEventReportRequestAsync(DicomNEventReportRequest request)
        {
            Node.Reports.Enqueue(request);
            return Task.FromResult(new DicomNEventReportResponse(request, DicomStatus.Success));
        }
    }
}
