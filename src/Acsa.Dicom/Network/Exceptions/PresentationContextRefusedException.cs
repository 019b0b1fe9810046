namespace Acsa.Dicom.Network;

/// <summary>The peer accepted no presentation context in which a request could be sent; the same request will fail again.</summary>
/// <remarks>The other requests of the association are not concerned. Beyond fo-dicom, which makes up a response with status 0122.</remarks>
public sealed class PresentationContextRefusedException : DicomNetworkException
{
    internal PresentationContextRefusedException(DicomRequest request, DicomPresentationContextResult? result)
        : base(Describe(request, result)) => (Request, Result) = (request, result);

    /// <summary>The request that was not sent.</summary>
    public DicomRequest Request { get; }

    /// <summary>The peer's answer to the context in the request's own transfer syntax; null when none was proposed.</summary>
    public DicomPresentationContextResult? Result { get; }

    private static string Describe(DicomRequest request, DicomPresentationContextResult? result)
    {
        var syntax = request is DicomCStoreRequest store ? $" in {store.TransferSyntax.UID.Name}" : "";
        var why = result?.ToString() ?? "none was proposed";
        return $"The peer accepted no presentation context for {request}, {request.SOPClassUID.Name}{syntax}: {why}";
    }
}
