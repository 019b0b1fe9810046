using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.JpegLs;
using Acsa.Dicom.Imaging.Render;

namespace Acsa.Dicom.Imaging.Codec;

/// <summary>
/// Decodes the JPEG transfer syntaxes of PS3.5 8.2.1 (baseline, extended and lossless; what process a frame really has is its own frame
/// header's word) and those of JPEG-LS, PS3.5 8.2.3. Nothing is encoded.
/// </summary>
internal sealed class DicomJpegCodec(DicomTransferSyntax syntax) : IDicomCodec
{
    private readonly bool _jpegLs = syntax == DicomTransferSyntax.JPEGLSLossless || syntax == DicomTransferSyntax.JPEGLSNearLossless;

    public string Name => TransferSyntax.UID.Name;

    public DicomTransferSyntax TransferSyntax => syntax;

    public DicomCodecParams GetDefaultParameters() => new DicomJpegParams();

    public void Encode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters) =>
        throw new DicomCodecException($"{Name} is decoded but not encoded.");

    public void Decode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters)
    {
        var toRgb = parameters is DicomJpegParams { ConvertColorspaceToRGB: true };
        var photometric = oldPixelData.PhotometricInterpretation;
        SubsampledColour.RefusePartialRange(photometric, Name);
        // Checked here once: the decoder compares every frame with it before it allocates.
        _ = oldPixelData.UncompressedFrameSize;
        var expected = new JpegExpectation(
            oldPixelData.Width, oldPixelData.Height, oldPixelData.SamplesPerPixel, oldPixelData.BitsAllocated);

        var rgbFrom = !toRgb ? JpegRgbSource.None
            : Settle(JpegColourSpace.Unstated, photometric) == JpegColourSpace.Rgb ? JpegRgbSource.YCbCr
            : JpegRgbSource.YCbCrOrUnstated;
        JpegColourSpace? colourSpace = null;
        var frames = oldPixelData.NumberOfFrames;
        for (var frame = 0; frame < frames; frame++)
        {
            var stream = oldPixelData.GetFrame(frame).Data;
            var image = _jpegLs ? JpegLsDecoder.Decode(stream, expected) : JpegDecoder.Decode(stream, expected, rgbFrom);
            DecodedDepth.Check(image, oldPixelData, newPixelData);
            var space = Settle(image.ColourSpace, photometric);
            if (colourSpace is { } earlier && earlier != space && !toRgb)
                throw new DicomCodecException($"Frame {frame + 1} is a JPEG stream in {space}, an earlier one in {earlier}.");
            colourSpace = space;
            if (toRgb && space == JpegColourSpace.YCbCr && image.Precision > 8)
                throw new DicomCodecException($"A JPEG stream in YCbCr of {image.Precision} bits is not converted to RGB: 8 bits are.");
            if (toRgb && space == JpegColourSpace.YCbCr) ColourConversion.YbrFullToRgb(image.Samples);
            newPixelData.AddFrame(new MemoryByteBuffer(InContainers(image, expected.BitsAllocated)));
        }

        if (colourSpace is null or JpegColourSpace.Grey) return;
        newPixelData.PlanarConfiguration = PlanarConfiguration.Interleaved;
        newPixelData.PhotometricInterpretation = toRgb || colourSpace == JpegColourSpace.Rgb
            ? PhotometricInterpretation.Rgb
            : PhotometricInterpretation.YbrFull;
    }

    /// <summary>What the stream says of its colour space; where it says nothing, what the data set says.</summary>
    private static JpegColourSpace Settle(JpegColourSpace stated, PhotometricInterpretation? photometric) => stated switch
    {
        JpegColourSpace.Unstated when photometric == PhotometricInterpretation.Rgb => JpegColourSpace.Rgb,
        JpegColourSpace.Unstated => JpegColourSpace.YCbCr,
        _ => stated,
    };

    /// <summary>Samples of up to 8 bits of an image with 16 bits allocated are widened; everything else fits already.</summary>
    private static byte[] InContainers(JpegImage image, int bitsAllocated)
    {
        if (image.Precision > 8 || bitsAllocated <= 8) return image.Samples;
        var wide = new byte[2 * image.Samples.Length];
        for (var i = 0; i < image.Samples.Length; i++) wide[2 * i] = image.Samples[i];
        return wide;
    }
}
