namespace Acsa.Dicom.Network;

/// <summary>
/// Implemented by a service that takes C-STORE data sets as a stream of bytes, neither parsed nor held in memory.
/// It goes before <c>IDicomCStoreProvider</c> when a service implements both.
/// </summary>
public interface ICStoreStreamProvider
{
    /// <summary>Called with the request's command set, before the first byte of its data set; an exception is answered with 0110.</summary>
    ValueTask<CStoreAdmission> OpenAsync(CStoreHeader header, CancellationToken cancellation);
}
