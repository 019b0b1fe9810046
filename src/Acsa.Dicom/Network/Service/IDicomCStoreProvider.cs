namespace Acsa.Dicom.Network;

/// <summary>
/// A service that takes C-STORE objects as files; see <see cref="ICStoreStreamProvider"/> for taking their bytes as they come.
/// </summary>
public interface IDicomCStoreProvider
{
    /// <summary>
    /// Answers a C-STORE request. Its file is temporary and goes when the task completes; an exception is answered with 0110.
    /// </summary>
    Task<DicomCStoreResponse> OnCStoreRequestAsync(DicomCStoreRequest request);

    /// <summary>The object could not be taken, or the provider failed on it.</summary>
    Task OnCStoreRequestExceptionAsync(string tempFileName, Exception e);
}
