namespace Acsa.Dicom.Imaging.Codec;

/// <summary>Copies in another transfer syntax.</summary>
public static class DicomCodecExtensions
{
    /// <summary>
    /// A copy of <paramref name="original"/> in <paramref name="syntax"/>. Throws DicomCodecException where its frames cannot be
    /// transcoded.
    /// </summary>
    public static DicomFile Clone(this DicomFile original, DicomTransferSyntax syntax, DicomCodecParams? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(original);
        return new DicomTranscoder(original.Dataset.InternalTransferSyntax, syntax, outputCodecParams: parameters).Transcode(original);
    }

    /// <summary>
    /// A copy of <paramref name="original"/> in <paramref name="syntax"/>. Throws DicomCodecException where its frames cannot be
    /// transcoded.
    /// </summary>
    public static DicomDataset Clone(this DicomDataset original, DicomTransferSyntax syntax, DicomCodecParams? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(original);
        return new DicomTranscoder(original.InternalTransferSyntax, syntax, outputCodecParams: parameters).Transcode(original);
    }
}
