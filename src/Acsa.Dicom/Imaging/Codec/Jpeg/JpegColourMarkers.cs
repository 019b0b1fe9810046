namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>Collects what a stream says of its colour space: JFIF's APP0 (ITU-T T.871) and Adobe's APP14 (T.872 6.5.3).</summary>
internal sealed class JpegColourMarkers
{
    private bool _jfif;
    private int? _adobeTransform;

    public void Read(byte marker, ReadOnlySpan<byte> segment)
    {
        if (marker == JpegMarker.App0 && segment.StartsWith("JFIF\0"u8)) _jfif = true;
        // | 0..4 "Adobe" | 5..6 version | 7..8 flags0 | 9..10 flags1 | 11 transform: 0 none, 1 YCbCr, 2 YCCK |
        if (marker == JpegMarker.App14 && segment.Length >= 12 && segment.StartsWith("Adobe"u8)) _adobeTransform = segment[11];
    }

    /// <summary>
    /// Weighs the evidence, strongest first. Halved chroma outranks Adobe's "no transform": nobody halves green and blue, but some
    /// scanners' encoders write the marker without meaning it. What nothing tells is left to the data set's Photometric Interpretation.
    /// </summary>
    public JpegColourSpace Decide(JpegFrameHeader frame)
    {
        var components = frame.Components;
        if (components.Length == 1) return JpegColourSpace.Grey;
        if (frame.IsLossless) return JpegColourSpace.Unstated;
        var (luminance, chroma) = (components[0], components[1]);
        if (chroma.Horizontal < luminance.Horizontal || chroma.Vertical < luminance.Vertical) return JpegColourSpace.YCbCr;
        if (_adobeTransform == 0) return JpegColourSpace.Rgb;
        if (_adobeTransform == 1 || _jfif) return JpegColourSpace.YCbCr;
        if (components[0].Id == 'R' && components[1].Id == 'G' && components[2].Id == 'B') return JpegColourSpace.Rgb;
        return JpegColourSpace.Unstated;
    }
}
