namespace Acsa.Dicom.Imaging.Codec;

/// <summary>Settings of the JPEG decoders.</summary>
public class DicomJpegParams : DicomCodecParams
{
    /// <summary>True to turn a stream in YCbCr into RGB while decoding, and to say so in Photometric Interpretation.</summary>
    public bool ConvertColorspaceToRGB { get; set; }
}
