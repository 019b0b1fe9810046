namespace Acsa.Dicom.Imaging;

/// <summary>
/// From a data set to the samples of one frame, for analysis and not for display. Grey of other than 8 bits is scaled by one rule: the
/// whole
/// range that Bits Stored can hold becomes 0–255 linearly, rounded to nearest; no rescale, window or VOI LUT is applied, so that the same
/// echo gives the same level in every frame. MONOCHROME1 is inverted. Written against fo-dicom's public names only.
/// </summary>
public static class FrameDecoder
{
    private static readonly DicomTag[] Needed =
    [
        DicomTag.Rows, DicomTag.Columns, DicomTag.BitsAllocated, DicomTag.BitsStored, DicomTag.HighBit, DicomTag.PixelRepresentation,
    ];

    private static readonly string[] Greys = ["MONOCHROME", "MONOCHROME1", "MONOCHROME2", "PALETTE COLOR"];

    private static readonly string[] Colours =
        ["RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT"];

    /// <summary>
    /// Decodes frame <paramref name="frame"/>, counted from 0. Throws DicomCodecException where the transfer syntax has no codec or the
    /// frame is
    /// damaged, and DicomImagingException where the data set's description of its pixels is missing, contradictory or not rendered.
    /// </summary>
    public static DecodedFrame Decode(DicomDataset dataset, int frame)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var photometric = ReadDescription(dataset, frame);
        var syntax = dataset.InternalTransferSyntax;
        var (samples, path) = Read(dataset, frame, photometric);
        var inverted = photometric == "MONOCHROME1";
        if (inverted) Invert(samples);
        return new DecodedFrame
        {
            Width = dataset.GetSingleValue<ushort>(DicomTag.Columns),
            Height = dataset.GetSingleValue<ushort>(DicomTag.Rows),
            IsColour = path is FramePath.Rgb or FramePath.YbrToRgb or FramePath.Palette,
            Samples = samples,
            Path = path,
            IsInverted = inverted,
            Photometric = photometric,
            TransferSyntax = syntax.UID.Name,
            IsLossy = syntax.IsLossy || (dataset.TryGetSingleValue<string>(DicomTag.LossyImageCompression, out var lossy) && lossy == "01"),
        };
    }

    private static (byte[] Samples, FramePath Path) Read(DicomDataset dataset, int frame, string photometric)
    {
        IPixelData pixels;
        var syntax = dataset.InternalTransferSyntax;
        if (syntax.IsEncapsulated)
        {
            pixels = DecodeCompressed(dataset, frame);
        }
        else
        {
            var stored = DicomPixelData.Create(dataset);
            if (stored.BitsAllocated == 1 && photometric.StartsWith("MONOCHROME", StringComparison.Ordinal))
                return (UnpackBits(stored, frame), FramePath.SingleBit);
            pixels = PixelDataFactory.Create(Whole(stored, frame, photometric), frame);
        }

        return photometric == "PALETTE COLOR" ? (LookUp(pixels, Palette.Read(dataset)), FramePath.Palette)
            : Convert(pixels, dataset, photometric);
    }

    private static IPixelData DecodeCompressed(DicomDataset dataset, int frame)
    {
        try
        {
            return new DicomTranscoder(dataset.InternalTransferSyntax, DicomTransferSyntax.ExplicitVRLittleEndian)
                .DecodePixelData(dataset, frame);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // fo-dicom's word for fragments and descriptions that do not fit together; ours has its own.
            throw new DicomImagingException($"Frame {frame + 1} cannot be taken out of Pixel Data (7FE0,0010): {e.Message}", e);
        }
    }

    /// <summary>
    /// Everything that decoding will ask for is there and readable, so that what follows fails for reasons of the pixels only.
    /// </summary>
    private static string ReadDescription(DicomDataset dataset, int frame)
    {
        foreach (var tag in Needed)
        {
            if (!dataset.TryGetSingleValue(tag, out ushort value))
                throw new DicomImagingException($"{tag.DictionaryEntry.Name} {tag} is missing or unreadable.");
            if (value == 0 && tag != DicomTag.HighBit && tag != DicomTag.PixelRepresentation)
                throw new DicomImagingException($"{tag.DictionaryEntry.Name} {tag} is 0.");
        }
        foreach (var tag in new[] { DicomTag.SamplesPerPixel, DicomTag.PlanarConfiguration })
        {
            if (dataset.Contains(tag) && !dataset.TryGetSingleValue(tag, out ushort _))
                throw new DicomImagingException($"{tag.DictionaryEntry.Name} {tag} is unreadable.");
        }

        var frames = 1;
        if (dataset.Contains(DicomTag.NumberOfFrames) && !dataset.TryGetSingleValue(DicomTag.NumberOfFrames, out frames))
            throw new DicomImagingException("Number of Frames (0028,0008) is unreadable.");
        if (frame < 0 || frame >= frames) throw new DicomImagingException($"Frame {frame + 1} was asked for; the object has {frames}.");

        if (!dataset.TryGetSingleValue<string>(DicomTag.PhotometricInterpretation, out var text))
            throw new DicomImagingException("Photometric Interpretation (0028,0004) is missing or unreadable.");
        var photometric = text.Trim(' ', '\0');
        CheckDepth(dataset, photometric);
        return photometric;
    }

    // Checked here because fo-dicom takes an interpretation that it does not know for grey or RGB, and reads whatever bits there are.
    private static void CheckDepth(DicomDataset dataset, string photometric)
    {
        var isColour = Array.IndexOf(Colours, photometric) >= 0;
        if (!isColour && Array.IndexOf(Greys, photometric) < 0)
            throw new DicomImagingException($"Photometric Interpretation (0028,0004) '{photometric}' is not rendered.");
        var samples = dataset.GetSingleValueOrDefault<ushort>(DicomTag.SamplesPerPixel, 1);
        if (samples != (isColour ? 3 : 1)) throw new DicomImagingException($"{samples} samples per pixel do not fit {photometric}.");

        var (allocated, stored, high) = (dataset.GetSingleValue<ushort>(DicomTag.BitsAllocated),
            dataset.GetSingleValue<ushort>(DicomTag.BitsStored), dataset.GetSingleValue<ushort>(DicomTag.HighBit));
        // A codec puts High Bit right.
        if (!dataset.InternalTransferSyntax.IsEncapsulated && (high >= allocated || high + 1 < stored))
            throw new DicomImagingException($"{stored} bits stored with high bit {high} do not fit {allocated} bits allocated.");
        if (isColour && (allocated != 8 || stored != 8))
            throw new DicomImagingException($"Colour of {stored} bits in {allocated} is not rendered.");
        if (allocated is not (1 or 8 or 16)) throw new DicomImagingException($"Samples of {allocated} bits allocated are not rendered.");
    }

    // Looked at here because fo-dicom reads on behind the element's last byte, into whatever the file holds there.
    private static DicomPixelData Whole(DicomPixelData pixels, int frame, string photometric)
    {
        // C.7.6.3.1.2: 4:2:2 has two samples a pixel and whole pairs of pixels in each row.
        var size = photometric.EndsWith("_422", StringComparison.Ordinal)
            ? 2L * ((pixels.Width + 1) / 2 * 2) * pixels.Height * pixels.BytesAllocated
            : (long)pixels.Width * pixels.Height * pixels.SamplesPerPixel * pixels.BytesAllocated;
        if (pixels.UncompressedFrameSize != size) throw new DicomImagingException($"Native pixel data in {photometric} are not rendered.");
        CheckLength(pixels, (frame + 1L) * size, frame);
        return pixels;
    }

    private static void CheckLength(DicomPixelData pixels, long needed, int frame)
    {
        var held = pixels.Dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)?.Buffer.Size ?? 0;
        if (held < needed)
            throw new DicomImagingException($"Pixel Data (7FE0,0010) has {held} bytes; frame {frame + 1} ends at byte {needed}.");
    }

    /// <summary>PS3.5 8.1.1: 1-bit frames follow one another without a gap, the first pixel in the lowest bit.</summary>
    private static byte[] UnpackBits(DicomPixelData pixels, int frame)
    {
        // Both before room is made: of sixty bytes of a data set a picture of two gigabytes may be claimed.
        if (pixels.UncompressedFrameSize < 1) throw new DicomImagingException("The frame has no pixels.");
        var count = (long)pixels.Width * pixels.Height;
        var first = frame * count;
        CheckLength(pixels, (first + count + 7) / 8, frame);
        var samples = new byte[count];
        var packed = new byte[(int)((first + samples.Length + 7) / 8 - first / 8)];
        pixels.Dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)!.Buffer.GetByteRange(first / 8, packed.Length, packed);
        for (var i = 0; i < samples.Length; i++)
        {
            var bit = (int)(first % 8) + i;
            samples[i] = (byte)((packed[bit >> 3] >> (bit & 7) & 1) * 255);
        }
        return samples;
    }

    private static (byte[] Samples, FramePath Path) Convert(IPixelData pixels, DicomDataset dataset, string photometric)
    {
        var count = pixels.Width * pixels.Height;
        switch (pixels)
        {
            case ColorPixelData24 colour:
                var ybr = photometric.StartsWith("YBR", StringComparison.Ordinal);
                return (colour.Data.AsSpan(0, 3 * count).ToArray(), ybr ? FramePath.YbrToRgb : FramePath.Rgb);
            case SingleBitPixelData bits:
                return (Array.ConvertAll(bits.Data[..count], b => (byte)(b * 255)), FramePath.SingleBit);
            case GrayscalePixelDataU8 grey:
                return (grey.Data.AsSpan(0, count).ToArray(), FramePath.Grey);
        }

        int stored = dataset.GetSingleValue<ushort>(DicomTag.BitsStored);
        var (lowest, levels) = pixels is GrayscalePixelDataS16 ? (-(1 << (stored - 1)), (1 << stored) - 1) : (0, (1 << stored) - 1);
        var samples = new byte[count];
        for (var i = 0; i < count; i++) samples[i] = (byte)(((ValueAt(pixels, i) - lowest) * 255L + levels / 2) / levels);
        return (samples, FramePath.GreyScaled);
    }

    private static byte[] LookUp(IPixelData pixels, Palette palette)
    {
        var samples = new byte[3 * pixels.Width * pixels.Height];
        for (int i = 0, at = 0; at < samples.Length; i++, at += 3)
            (samples[at], samples[at + 1], samples[at + 2]) = palette.Entry(palette.IndexOf(ValueAt(pixels, i)));
        return samples;
    }

    private static int ValueAt(IPixelData pixels, int index) => pixels switch
    {
        GrayscalePixelDataU8 bytes => bytes.Data[index],
        GrayscalePixelDataU16 unsigned => unsigned.Data[index],
        GrayscalePixelDataS16 signed => signed.Data[index],
        _ => throw new DicomImagingException("Grey values and palette indices of more than 16 bits are not rendered."),
    };

    private static void Invert(byte[] samples)
    {
        for (var i = 0; i < samples.Length; i++) samples[i] = (byte)(255 - samples[i]);
    }
}
