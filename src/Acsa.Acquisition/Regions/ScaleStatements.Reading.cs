namespace Acsa.Acquisition;

public sealed partial record ScaleStatements
{
    /// <summary>Reads what an instance states; odd values are noted, never thrown.</summary>
    public static ScaleStatements Read(DicomDataset dataset)
    {
        var problems = new List<string>();
        var values = new LenientValues(dataset, "", problems);
        var width = Math.Clamp(values.Integer(DicomTag.Columns) ?? 0, 0, Limits.MaxImageSide);
        var height = Math.Clamp(values.Integer(DicomTag.Rows) ?? 0, 0, Limits.MaxImageSide);
        var regions = UltrasoundRegions.Read(dataset, width, height, problems);
        return new ScaleStatements(width, height, regions, Spacing(values), problems)
        {
            PixelAspect = values.Numbers(DicomTag.PixelAspectRatio, 2) is [> 0 and var down, > 0 and var across] ? down / across : null,
            IsSecondary = dataset.TryGetValue<string>(DicomTag.ImageType, 1, out var origin) && origin == "SECONDARY",
        };
    }

    static StatedPixelSpacing? Spacing(LenientValues values)
    {
        // PS3.3 10.7.1.3: row spacing first. Imager Pixel Spacing (0018,1164) is measured at the detector and means nothing in ultrasound.
        if (values.Numbers(DicomTag.PixelSpacing, 2) is not [var row, var column] || row <= 0 || column <= 0) return null;
        return new StatedPixelSpacing(row, column, values.Text(DicomTag.PixelSpacingCalibrationType)?.ToUpperInvariant());
    }
}
