namespace Acsa.Dicom.Imaging.Render;

/// <summary>Unpacks a native frame as its Photometric Interpretation says.</summary>
public static class PixelDataFactory
{
    /// <summary>
    /// Unpacks frame <paramref name="frame"/>, counted from 0: 1-bit, grey and palette indices of 8 or 16 bits, and RGB, YBR_FULL,
    /// YBR_FULL_422 and YBR_PARTIAL_422 of 8 bits as RGB. Throws DicomImagingException for anything else and for frames that are too short.
    /// </summary>
    public static IPixelData Create(DicomPixelData pixelData, int frame)
    {
        ArgumentNullException.ThrowIfNull(pixelData);
        if (pixelData.Syntax.IsEncapsulated)
            throw new DicomImagingException("The frame is compressed: DicomTranscoder.DecodePixelData decodes it before it is unpacked.");

        var photometric = pixelData.PhotometricInterpretation
            ?? throw new DicomImagingException("Photometric Interpretation (0028,0004) is missing.");
        return pixelData.SamplesPerPixel switch
        {
            1 when !photometric.IsColor || photometric.IsPalette => CreateGrey(pixelData, frame),
            3 when photometric.IsColor && !photometric.IsPalette => CreateColour(pixelData, photometric, frame),
            var samples => throw new DicomImagingException($"{samples} samples per pixel do not fit {photometric.Value}."),
        };
    }

    private static IPixelData CreateGrey(DicomPixelData pixelData, int frame)
    {
        var (width, height, depth) = (pixelData.Width, pixelData.Height, pixelData.BitDepth);
        var size = pixelData.UncompressedFrameSize;
        var buffer = pixelData.GetFrame(frame);
        if (buffer.Size < size) throw new DicomImagingException($"The frame has {buffer.Size} bytes where {size} are due.");

        if (depth.BitsAllocated == 1) return new SingleBitPixelData(width, height, buffer);
        if (depth is { BitsAllocated: 8, BitsStored: 8, HighBit: 7, IsSigned: false })
            return new GrayscalePixelDataU8(width, height, buffer);
        return depth.IsSigned
            ? new GrayscalePixelDataS16(width, height, depth, buffer)
            : new GrayscalePixelDataU16(width, height, depth, buffer);
    }

    private static ColorPixelData24 CreateColour(DicomPixelData pixelData, PhotometricInterpretation photometric, int frame)
    {
        if (pixelData.BitsAllocated != 8 || pixelData.BitsStored != 8)
            throw new DicomImagingException($"Colour of {pixelData.BitsStored} bits in {pixelData.BitsAllocated} is not rendered.");
        var (width, height) = (pixelData.Width, pixelData.Height);
        var size = pixelData.UncompressedFrameSize;
        var buffer = pixelData.GetFrame(frame);
        if (buffer.Size < size) throw new DicomImagingException($"The frame has {buffer.Size} bytes where {size} are due.");

        // C.7.6.3.1.2: 4:2:2 is only defined interleaved.
        if (photometric == PhotometricInterpretation.YbrFull422)
            return new ColorPixelData24(width, height, ColourConversion.YbrFull422ToRgb(buffer.Data, width, height));
        if (photometric == PhotometricInterpretation.YbrPartial422)
            return new ColorPixelData24(width, height, ColourConversion.YbrPartial422ToRgb(buffer.Data, width, height));
        if (photometric != PhotometricInterpretation.Rgb && photometric != PhotometricInterpretation.YbrFull)
            throw new DicomImagingException($"Native pixel data in {photometric.Value} are not rendered.");

        var planar = pixelData.PlanarConfiguration == PlanarConfiguration.Planar;
        if (photometric == PhotometricInterpretation.Rgb && !planar) return new ColorPixelData24(width, height, buffer);

        var pixels = planar ? ColourConversion.PlanarToInterleaved(buffer.Data.AsSpan(0, size)) : buffer.Data[..size];
        if (photometric == PhotometricInterpretation.YbrFull) ColourConversion.YbrFullToRgb(pixels);
        return new ColorPixelData24(width, height, pixels);
    }
}
