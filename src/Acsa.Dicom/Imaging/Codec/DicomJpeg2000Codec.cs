using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.Jpeg2000;

namespace Acsa.Dicom.Imaging.Codec;

/// <summary>
/// Decodes JPEG 2000 Part 1, PS3.5 8.2.4. What a codestream's own component transform made YBR_RCT or YBR_ICT comes out as RGB. Nothing is
/// encoded.
/// </summary>
internal sealed class DicomJpeg2000Codec(DicomTransferSyntax syntax) : IDicomCodec
{
    public string Name => TransferSyntax.UID.Name;

    public DicomTransferSyntax TransferSyntax => syntax;

    public DicomCodecParams? GetDefaultParameters() => null;

    public void Encode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters) =>
        throw new DicomCodecException($"{Name} is decoded but not encoded.");

    public void Decode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters)
    {
        var photometric = oldPixelData.PhotometricInterpretation;
        // Checked here once: the decoder compares every frame with it before it allocates.
        _ = oldPixelData.UncompressedFrameSize;
        var expected = new JpegExpectation(
            oldPixelData.Width, oldPixelData.Height, oldPixelData.SamplesPerPixel, oldPixelData.BitsAllocated);
        var signed = oldPixelData.PixelRepresentation == PixelRepresentation.Signed;

        PhotometricInterpretation? result = null;
        var frames = oldPixelData.NumberOfFrames;
        for (var frame = 0; frame < frames; frame++)
        {
            var image = Jpeg2000Decoder.Decode(oldPixelData.GetFrame(frame).Data, expected, signed);
            DecodedDepth.Check(image, oldPixelData, newPixelData);
            var space = Settle(image.ColourSpace, photometric);
            if (result is { } earlier && earlier != space)
            {
                throw new DicomCodecException(
                    $"Frame {frame + 1} is a JPEG 2000 codestream in {space?.Value}, an earlier one in {earlier.Value}.");
            }
            result = space;
            newPixelData.AddFrame(new MemoryByteBuffer(image.Samples));
        }

        if (result is null) return;
        newPixelData.PlanarConfiguration = PlanarConfiguration.Interleaved;
        newPixelData.PhotometricInterpretation = result;
    }

    /// <summary>
    /// Transformed components are RGB. Others are what the data set says; a transform that it names and the codestream lacks was never
    /// made.
    /// </summary>
    private static PhotometricInterpretation? Settle(JpegColourSpace stated, PhotometricInterpretation? photometric) => stated switch
    {
        JpegColourSpace.Grey => null,
        JpegColourSpace.Unstated when photometric?.Value is "YBR_FULL" or "YBR_FULL_422" => PhotometricInterpretation.YbrFull,
        JpegColourSpace.Unstated when photometric?.Value is "YBR_PARTIAL_422" or "YBR_PARTIAL_420" =>
            throw new DicomCodecException($"JPEG 2000 codestreams in {photometric.Value} are not decoded."),
        _ => PhotometricInterpretation.Rgb,
    };
}
