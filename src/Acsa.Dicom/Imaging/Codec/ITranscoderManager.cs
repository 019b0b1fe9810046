namespace Acsa.Dicom.Imaging.Codec;

/// <summary>Knows which transfer syntaxes can be encoded and decoded.</summary>
public interface ITranscoderManager
{
    /// <summary>Whether there is a codec for <paramref name="syntax"/>.</summary>
    bool HasCodec(DicomTransferSyntax syntax);

    /// <summary>Whether pixel data can be brought from one syntax to the other: native ones need no codec.</summary>
    bool CanTranscode(DicomTransferSyntax inSyntax, DicomTransferSyntax outSyntax);

    /// <summary>The codec for <paramref name="syntax"/>. Throws DicomCodecException naming the syntax where there is none.</summary>
    IDicomCodec GetCodec(DicomTransferSyntax syntax);

    /// <summary>Fills the list of codecs; where from is the implementation's matter.</summary>
    void LoadCodecs(string? path = null, string? search = null);
}
