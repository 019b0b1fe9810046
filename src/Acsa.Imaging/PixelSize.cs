namespace Acsa.Imaging;

/// <summary>The physical size of one pixel in cm, both positive.</summary>
public readonly record struct PixelSize(double XCm, double YCm)
{
    /// <summary>Area of one pixel in cm².</summary>
    public double AreaCm2 => XCm * YCm;
}
