using System.Text;
using Acsa.Dicom.Network;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Tests.Network;

/// <summary>A service as the users of fo-dicom write it; the notes come through the constructor.</summary>
public sealed class ClassicService(
    INetworkStream stream, Encoding encoding, ILogger logger, DicomServiceDependencies dependencies, ClassicService.Notes notes)
    : DicomService(stream, encoding, logger, dependencies), IDicomServiceProvider, IDicomCStoreProvider, IDicomCEchoProvider
{
    public static Notes? Last { get; private set; }

    public Task OnReceiveAssociationRequestAsync(DicomAssociation association)
    {
        foreach (var context in association.PresentationContexts)
            context.AcceptTransferSyntaxes(DicomTransferSyntax.ExplicitVRLittleEndian);
        return SendAssociationAcceptAsync(association);
    }

    public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

    public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason)
    {
    }

    public void OnConnectionClosed(Exception? exception)
    {
    }

    public Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request)
    {
        notes.Instance = request.File.Dataset.GetString(DicomTag.SOPInstanceUID);
        notes.PixelBytes = request.Dataset!.GetValueCount(DicomTag.PixelData);
        notes.Path = request.File.File!.Name;
        Last = notes;
        return Task.FromResult(new DicomCStoreResponse(request, DicomStatus.Success));
    }

    public Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e) => Task.CompletedTask;

    public Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request) =>
        Task.FromResult(new DicomCEchoResponse(request, DicomStatus.Success));

    public sealed class Notes
    {
        public string Instance { get; set; } = "";

        public int PixelBytes { get; set; }

        public string Path { get; set; } = "";
    }
}
