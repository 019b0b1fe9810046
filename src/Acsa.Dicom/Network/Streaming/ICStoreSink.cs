namespace Acsa.Dicom.Network;

/// <summary>Takes one C-STORE data set, byte for byte as received; the calls come one after the other, never in parallel.</summary>
/// <remarks>
/// After zero or more writes exactly one of <see cref="CompleteAsync"/> and <see cref="AbortAsync"/> follows, and nothing after it.
/// An exception from a write or from completion ends in <see cref="AbortAsync"/> and a failure status; the association lives on.
/// An <see cref="IOException"/> is answered with A700 (out of resources), any other with 0110.
/// </remarks>
public interface ICStoreSink
{
    /// <summary>Takes the next bytes of the data set; the memory is reused as soon as the call completes.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>The data set is complete: makes it durable and says what to answer. The response leaves after this returns.</summary>
    ValueTask<DicomStatus> CompleteAsync(CancellationToken cancellation);

    /// <summary>The data set ends here, incomplete: removes what was written. Never cancelled.</summary>
    ValueTask AbortAsync(CStoreAbortReason reason);
}
