using Acsa.Dicom.Imaging.LUT;

namespace Acsa.Dicom.Imaging;

/// <summary>Stored values to the index of a map of 256 colours: rescale (PS3.3 C.11.1), then window (C.11.2.1.2 and C.11.2.1.3).</summary>
internal sealed class WindowLut(double slope, double intercept, double center, double width, string function) : ILUT
{
    public bool IsValid => true;

    public double MinimumOutputValue => 0;

    public double MaximumOutputValue => 255;

    public double this[double input]
    {
        get
        {
            var value = input * slope + intercept;
            return function switch
            {
                "SIGMOID" => 255 / (1 + Math.Exp(-4 * (value - center) / width)),
                "LINEAR_EXACT" => Math.Clamp(((value - center) / width + 0.5) * 255, 0, 255),
                _ when width == 1 => value < center - 0.5 ? 0 : 255,
                _ => Math.Clamp(((value - (center - 0.5)) / (width - 1) + 0.5) * 255, 0, 255),
            };
        }
    }

    public void Recalculate()
    {
    }
}
