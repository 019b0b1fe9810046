namespace Acsa.Acquisition;

/// <summary>Pixel Spacing (0028,0030) as stated, with what Pixel Spacing Calibration Type (0028,0A02) says of it (PS3.3 10.7).</summary>
/// <param name="RowMm">Distance between the centres of neighbouring rows, mm: the height of a pixel.</param>
/// <param name="ColumnMm">Distance between the centres of neighbouring columns, mm: the width of a pixel.</param>
/// <param name="CalibrationType">GEOMETRY or FIDUCIAL; null when not stated.</param>
public sealed record StatedPixelSpacing(double RowMm, double ColumnMm, string? CalibrationType);
