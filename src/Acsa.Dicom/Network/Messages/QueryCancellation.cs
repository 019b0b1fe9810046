namespace Acsa.Dicom.Network;

/// <summary>C-CANCEL-RQ (PS3.7 9.3.2.3, 9.3.3.3, 9.3.4.3).</summary>
public static class QueryCancellation
{
    /// <summary>
    /// Asks the peer to end a C-FIND, C-MOVE or C-GET early. The request still ends in its last response: status FE00 if the peer complied,
    /// another if it had finished. May be called from the request's call-back.
    /// </summary>
    /// <returns>False when no response is owed any more, so that nothing was sent.</returns>
    /// <exception cref="ArgumentException">The request is of a kind that cannot be cancelled.</exception>
    public static async Task<bool> SendCancelAsync(this DicomRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.TakesPendingResponses) throw new ArgumentException($"{request} cannot be cancelled.", nameof(request));
        return request.Carrier is { } carrier && await carrier.SendCancelAsync(request).ConfigureAwait(false);
    }
}
