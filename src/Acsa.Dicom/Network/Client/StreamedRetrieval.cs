namespace Acsa.Dicom.Network.Client;

/// <summary>Takes what a C-GET brings as streams of bytes, without temporary files.</summary>
public static class StreamedRetrieval
{
    /// <summary>The client hands each C-STORE of its peer to this provider, not to <see cref="IDicomClient.OnCStoreRequest"/>.</summary>
    /// <exception cref="ArgumentException">The client is none of this library's.</exception>
    public static void ReceiveInto(this IDicomClient client, ICStoreStreamProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (client is not DicomClient own) throw new ArgumentException("Only clients of DicomClientFactory take streams.", nameof(client));
        own.StreamProvider = provider;
    }
}
