namespace Acsa.Dicom.Imaging.Codec;

/// <summary>Encodes and decodes the frames of one transfer syntax.</summary>
public interface IDicomCodec
{
    /// <summary>The transfer syntax's name.</summary>
    string Name { get; }

    /// <summary>The transfer syntax.</summary>
    DicomTransferSyntax TransferSyntax { get; }

    /// <summary>The settings used where none are given; null for codecs that have none.</summary>
    DicomCodecParams? GetDefaultParameters();

    /// <summary>
    /// Encodes every frame of <paramref name="oldPixelData"/> and adds it to <paramref name="newPixelData"/>. Throws DicomCodecException.
    /// </summary>
    void Encode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters);

    /// <summary>
    /// Decodes every frame of <paramref name="oldPixelData"/> and adds it to <paramref name="newPixelData"/>. Throws DicomCodecException.
    /// </summary>
    void Decode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters);
}
