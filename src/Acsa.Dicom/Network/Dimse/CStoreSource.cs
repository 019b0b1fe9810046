namespace Acsa.Dicom.Network.Dimse;

/// <summary>Where the data set of a C-STORE request comes from.</summary>
internal abstract class CStoreSource
{
    public abstract string SopClassUid { get; }

    public abstract string SopInstanceUid { get; }

    /// <summary>The transfer syntax that it is in already.</summary>
    public abstract DicomTransferSyntax TransferSyntax { get; }

    /// <summary>
    /// Whether the data set may be written anew in the other uncompressed little endian syntax: only value representations come or go then.
    /// Compressed pixel data is never touched.
    /// </summary>
    public bool CanBeSentAs(DicomTransferSyntax syntax) =>
        syntax == TransferSyntax || (IsPlain(syntax) && IsPlain(TransferSyntax));

    /// <summary>The bytes of the data set in this transfer syntax, without meta information. In its own they are not changed.</summary>
    public abstract ValueTask<Stream> OpenAsync(DicomTransferSyntax syntax, CancellationToken cancellation);

    public abstract DicomFile OpenFile();

    public static bool IsPlain(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.ExplicitVRLittleEndian || syntax == DicomTransferSyntax.ImplicitVRLittleEndian;
}
