using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>Recommended Display CIELab Value (0062,000D): PCS values under D50 as three 16-bit numbers (PS3.3 C.10.7.1.1).</summary>
internal static class CieLab
{
    public static ushort[] From(RgbColour colour)
    {
        var (r, g, b) = (Linear(colour.Red), Linear(colour.Green), Linear(colour.Blue));
        // sRGB to XYZ, adapted to D50 (IEC 61966-2-1 with the Bradford transform), divided by the D50 white.
        var x = Root((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.96422);
        var y = Root(0.2225045 * r + 0.7168786 * g + 0.0606169 * b);
        var z = Root((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.82521);
        return [Scale(116 * y - 16, 100), Scale(500 * (x - y) + 128, 255), Scale(200 * (y - z) + 128, 255)];
    }

    static double Linear(byte value)
    {
        var v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    static double Root(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : (24389.0 / 27 * t + 16) / 116;

    static ushort Scale(double value, double range) => (ushort)Math.Clamp(Math.Round(value * 65535 / range), 0, 65535);
}
