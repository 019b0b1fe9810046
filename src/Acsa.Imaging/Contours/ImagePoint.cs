namespace Acsa.Imaging;

/// <summary>A point in pixel coordinates as DICOM's SCOORD has them: (0, 0) is the outer top-left corner of the first pixel (PS3.3
/// C.18.6).</summary>
public readonly record struct ImagePoint(double X, double Y);
