using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>One item of the Sequence of Ultrasound Regions (0018,6011), PS3.3 C.8.5.5.</summary>
/// <param name="Index">0-based position in the sequence.</param>
/// <param name="Bounds">
/// The pixels it covers, clipped to the image and to the first line of a tissue picture that follows it; null when the stated bounds cannot
/// be used.
/// </param>
/// <param name="BoundsProblem">Why the bounds cannot be used; null when they can.</param>
/// <param name="Format">Region Spatial Format; null when not stated.</param>
/// <param name="DataType">Region Data Type; null when not stated.</param>
/// <param name="Flags">Region Flags; bit 0 is the priority of the pixel components, not of the scale.</param>
/// <param name="UnitsX">Unit of <paramref name="DeltaX"/>; null when not stated.</param>
/// <param name="UnitsY">Unit of <paramref name="DeltaY"/>; null when not stated.</param>
/// <param name="DeltaX">Physical Delta X per pixel to the right, may be negative; null when not stated or not a number.</param>
/// <param name="DeltaY">Physical Delta Y per pixel downwards, may be negative; null when not stated or not a number.</param>
public sealed record UltrasoundRegion(
    int Index,
    PixelRectangle? Bounds,
    string? BoundsProblem,
    RegionSpatialFormat? Format,
    RegionDataType? DataType,
    uint Flags,
    PhysicalUnits? UnitsX,
    PhysicalUnits? UnitsY,
    double? DeltaX,
    double? DeltaY)
{
    /// <summary>Reference Pixel Y0, rows below the top of the region, may lie outside; null when not stated.</summary>
    public int? ReferencePixelY { get; init; }

    /// <summary>Reference Pixel Physical Value Y, in <see cref="UnitsY"/>; null when not stated.</summary>
    public double? ReferenceValueY { get; init; }

    /// <summary>
    /// Whether depth grows upwards, or may: the delta down the image is negative, and the transducer, at which the physical value is zero
    /// (PS3.3 C.8.5.5.1.16), is not stated to be at the top. A scanner that counts heights from a transducer at the top has a negative
    /// delta as well.
    /// </summary>
    public bool MayBeUpsideDown => DeltaY < 0 && Bounds is { } bounds
        && !(ReferencePixelY - (ReferenceValueY ?? 0) / DeltaY < bounds.Height / 2.0);

    /// <summary>Whether it shows tissue as a two-dimensional picture.</summary>
    public bool IsTissue => Format == RegionSpatialFormat.TwoDimensional && DataType == RegionDataType.Tissue;

    /// <summary>Whether it is a two-dimensional colour flow box.</summary>
    public bool IsColourFlow => Format == RegionSpatialFormat.TwoDimensional && DataType == RegionDataType.ColourFlow;

    /// <summary>
    /// The pixel size in cm, or null and the reason as a sentence. A negative delta only turns the axis round (PS3.3 C.8.5.5.1.17), so the
    /// magnitude counts; width and height of a pixel may differ.
    /// </summary>
    public PixelSize? PixelSize(out string? problem)
    {
        problem = Problem();
        return problem is null ? new PixelSize(Math.Abs(DeltaX!.Value), Math.Abs(DeltaY!.Value)) : null;
    }

    string? Problem()
    {
        if (UnitsX != PhysicalUnits.Centimetre || UnitsY != PhysicalUnits.Centimetre)
            return $"the scanner gives the scale of this picture in {Name(UnitsX)} across and {Name(UnitsY)} down, not in centimetres";
        if (DeltaX is not { } x || DeltaY is not { } y || x == 0 || y == 0 || !double.IsFinite(x) || !double.IsFinite(y))
            return "the scanner left the pixel size of this picture empty or zero";
        return Plausibility.Problem(Math.Abs(x), Math.Abs(y));
    }

    static string Name(PhysicalUnits? units) => units switch
    {
        null => "an unstated unit",
        PhysicalUnits.None => "no unit",
        PhysicalUnits.Percent => "percent",
        PhysicalUnits.Decibel => "decibels",
        PhysicalUnits.Centimetre => "centimetres",
        PhysicalUnits.Second => "seconds",
        PhysicalUnits.Hertz => "hertz",
        PhysicalUnits.DecibelPerSecond => "decibels per second",
        PhysicalUnits.CentimetrePerSecond => "centimetres per second",
        PhysicalUnits.SquareCentimetre => "square centimetres",
        PhysicalUnits.SquareCentimetrePerSecond => "square centimetres per second",
        PhysicalUnits.CubicCentimetre => "cubic centimetres",
        PhysicalUnits.CubicCentimetrePerSecond => "cubic centimetres per second",
        PhysicalUnits.Degree => "degrees",
        _ => string.Create(CultureInfo.InvariantCulture, $"unit {(int)units.Value}"),
    };
}
