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
        var pixels = syntax.IsEncapsulated
            ? new DicomTranscoder(syntax, DicomTransferSyntax.ExplicitVRLittleEndian).DecodePixelData(dataset, frame)
            : PixelDataFactory.Create(DicomPixelData.Create(dataset), frame);

        var (samples, path) = photometric == "PALETTE COLOR"
            ? (LookUp(pixels, Palette.Read(dataset)), FramePath.Palette)
            : Convert(pixels, dataset, photometric);
        var inverted = photometric == "MONOCHROME1";
        if (inverted) Invert(samples);
        return new DecodedFrame
        {
            Width = pixels.Width,
            Height = pixels.Height,
            IsColour = path is FramePath.Rgb or FramePath.YbrToRgb or FramePath.Palette,
            Samples = samples,
            Path = path,
            IsInverted = inverted,
            Photometric = photometric,
            TransferSyntax = syntax.UID.Name,
            IsLossy = syntax.IsLossy || (dataset.TryGetSingleValue<string>(DicomTag.LossyImageCompression, out var lossy) && lossy == "01"),
        };
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

        return dataset.TryGetSingleValue<string>(DicomTag.PhotometricInterpretation, out var photometric)
            ? photometric.Trim(' ', '\0')
            : throw new DicomImagingException("Photometric Interpretation (0028,0004) is missing or unreadable.");
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
