namespace Acsa.Dicom.Network;

/// <summary>The answer to a C-STORE request before its data set is taken: a sink for the bytes, or a status that refuses them.</summary>
public readonly record struct CStoreAdmission
{
    private CStoreAdmission(ICStoreSink? sink, DicomStatus? refusal) => (Sink, Refusal) = (sink, refusal);

    /// <summary>Where the bytes go, or null when refused.</summary>
    public ICStoreSink? Sink { get; }

    /// <summary>The status to answer, or null when admitted.</summary>
    public DicomStatus? Refusal { get; }

    /// <summary>Takes the data set.</summary>
    public static CStoreAdmission Accept(ICStoreSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return new(sink, null);
    }

    /// <summary>Refuses the data set: the rest of it is read and dropped, then the status is sent.</summary>
    /// <exception cref="ArgumentException">The status is not a failure.</exception>
    public static CStoreAdmission Refuse(DicomStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        if (status.State != DicomState.Failure) throw new ArgumentException("Only a failure refuses a data set.", nameof(status));
        return new(null, status);
    }
}
