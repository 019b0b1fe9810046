using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Tests.Network;

/// <summary>A service written against what fo-dicom has too; what it does and sees is in the server's user state.</summary>
public sealed class SharedService(INetworkStream stream, Encoding encoding, ILogger logger, DicomServiceDependencies dependencies)
    : DicomService(stream, encoding, logger, dependencies), IDicomServiceProvider, IDicomCStoreProvider, IDicomCEchoProvider
{
    Diary Notes => (Diary)UserState;

    public Task OnReceiveAssociationRequestAsync(DicomAssociation association)
    {
        if (association.CallingAE == "UNKNOWN")
        {
            return SendAssociationRejectAsync(
                DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, DicomRejectReason.CallingAENotRecognized);
        }

        foreach (var context in association.PresentationContexts)
            context.AcceptTransferSyntaxes(DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRLittleEndian);
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

    public Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request)
    {
        var dataset = request.File.Dataset;
        Notes.Stored.Enqueue(
            $"{dataset.GetString(DicomTag.PatientName)} {request.SOPInstanceUID.UID} {dataset.InternalTransferSyntax.UID.UID}");
        return Task.FromResult(new DicomCStoreResponse(request, Notes.Answer));
    }

    public Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e) => Task.CompletedTask;

    public sealed class Diary
    {
        public ConcurrentQueue<string> Stored { get; } = [];

        public DicomStatus Answer { get; set; } = DicomStatus.Success;
    }
}
