namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>Which streams the decoder is to turn into RGB.</summary>
internal enum JpegRgbSource
{
    /// <summary>None: samples stay in the stream's colour space.</summary>
    None,

    /// <summary>Those that say that they are YCbCr.</summary>
    YCbCr,

    /// <summary>Those, and the ones that do not say what they are.</summary>
    YCbCrOrUnstated,
}
