using System.Text;
using Microsoft.Extensions.Logging;

namespace Acsa.DicomStack;

/// <summary>An association whose C-STORE data sets go byte for byte into a sink, neither parsed nor held in memory.</summary>
public abstract class StoreAssociation(
    INetworkStream stream, Encoding fallbackEncoding, ILogger logger, DicomServiceDependencies dependencies)
    : DicomService(stream, fallbackEncoding, logger, dependencies), ICStoreStreamProvider
{
    /// <summary>Takes or refuses an instance before the first byte of its data set; Success is sent only after the sink has
    /// completed.</summary>
    protected abstract ValueTask<CStoreAdmission> OpenAsync(IncomingInstance instance, CancellationToken cancellation);

    ValueTask<CStoreAdmission> ICStoreStreamProvider.OpenAsync(CStoreHeader header, CancellationToken cancellation)
    {
        var peer = header.Association;
        var instance = new IncomingInstance(
            peer.Number, peer.CallingAE, peer.CalledAE, peer.RemoteHost, header.SopClassUid, header.SopInstanceUid,
            header.TransferSyntaxUid);
        return OpenAsync(instance, cancellation);
    }
}
