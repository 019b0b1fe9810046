namespace Acsa.Acquisition;

public sealed partial record ScaleStatements
{
    // Parts of words, as in "downscaled", "resized 2:1", "cropped". Compression alone, which most descriptions name, changes no scale.
    static readonly string[] Resizing =
        ["resiz", "rescal", "downscal", "upscal", "scaled", "resampl", "subsampl", "downsampl", "upsampl", "magnif", "zoom", "crop",
            "interpol", "shrunk", "shrink", "enlarg", "skalier", "verkleiner", "vergr", "redimension"];

    /// <summary>
    /// Reads what an instance states, and the frame (1-based) where frames have regions of their own; odd values are noted, never thrown.
    /// </summary>
    public static ScaleStatements Read(DicomDataset dataset, int frameNumber = 1)
    {
        var problems = new List<string>();
        var values = new LenientValues(dataset, "", problems);
        var width = Math.Clamp(values.Integer(DicomTag.Columns) ?? 0, 0, Limits.MaxImageSide);
        var height = Math.Clamp(values.Integer(DicomTag.Rows) ?? 0, 0, Limits.MaxImageSide);
        var regions = UltrasoundRegions.Read(UltrasoundRegions.HolderOf(dataset, frameNumber), width, height, problems);
        return new ScaleStatements(width, height, regions, Spacing(values), problems)
        {
            PixelAspect = values.Numbers(DicomTag.PixelAspectRatio, 2) is [> 0 and var down, > 0 and var across] ? down / across : null,
            IsSecondary = dataset.TryGetValue<string>(DicomTag.ImageType, 1, out var origin) && origin == "SECONDARY",
            IsResized = SaysResized(dataset, values),
            DepthMm = values.Number(DicomTag.DepthOfScanField) is > 0 and var depth ? depth : null,
        };
    }

    static bool SaysResized(DicomDataset dataset, LenientValues values)
    {
        if (values.Text(DicomTag.DerivationDescription) is { } text
            && Array.Exists(Resizing, word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return true;
        // CID 7203: 113085 DCM, Spatial resampling.
        return dataset.TryGetSequence(DicomTag.DerivationCodeSequence, out var codes) && codes.Items.Take(Limits.MaxCodeItems).Any(code =>
            new LenientValues(code, "", []) is var item && item.Text(DicomTag.CodeValue) == "113085"
            && item.Text(DicomTag.CodingSchemeDesignator) == "DCM");
    }

    static StatedPixelSpacing? Spacing(LenientValues values)
    {
        // PS3.3 10.7.1.3: row spacing first. Imager Pixel Spacing (0018,1164) is measured at the detector and means nothing in ultrasound.
        if (values.Numbers(DicomTag.PixelSpacing, 2) is not [var row, var column] || row <= 0 || column <= 0) return null;
        return new StatedPixelSpacing(row, column, values.Text(DicomTag.PixelSpacingCalibrationType)?.ToUpperInvariant());
    }
}
