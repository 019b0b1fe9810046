using System.Numerics;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec.JpegLs;

/// <summary>The coding parameters of a scan (ITU-T T.87 C.2.4.1.1) and what follows from them (A.2.1). Names are the standard's.</summary>
internal sealed class JpegLsParameters
{
    private JpegLsParameters(int maxVal, int near, int t1, int t2, int t3, int reset)
    {
        (MaxVal, Near, T1, T2, T3, Reset) = (maxVal, near, t1, t2, t3, reset);
        Range = near == 0 ? maxVal + 1 : (maxVal + 2 * near) / (2 * near + 1) + 1;
        Qbpp = BitOperations.Log2((uint)(Range - 1)) + 1;
        var bpp = Math.Max(2, BitOperations.Log2((uint)maxVal) + 1);
        Limit = 2 * (bpp + Math.Max(8, bpp));
    }

    public int MaxVal { get; }

    /// <summary>The largest difference between a decoded sample and the original; 0 for lossless.</summary>
    public int Near { get; }

    public int T1 { get; }

    public int T2 { get; }

    public int T3 { get; }

    public int Reset { get; }

    public int Range { get; }

    /// <summary>Bits of a mapped error that is written in plain.</summary>
    public int Qbpp { get; }

    /// <summary>The longest code of a mapped error, in bits.</summary>
    public int Limit { get; }

    /// <summary>
    /// Completes the preset values of an LSE segment, in which 0 means the default. Throws DicomCodecException for values the standard
    /// excludes.
    /// </summary>
    public static JpegLsParameters Create(int precision, int near, JpegLsPreset preset)
    {
        var largest = (1 << precision) - 1;
        var maxVal = preset.MaxVal == 0 ? largest : preset.MaxVal;
        if (maxVal > largest) throw JpegFailure.Segment("LSE", $"MAXVAL {maxVal} does not fit {precision} bits");
        if (near > Math.Min(255, maxVal / 2)) throw JpegFailure.Segment("SOS", $"NEAR {near} is too large for MAXVAL {maxVal}");

        var (d1, d2, d3) = Defaults(maxVal, near);
        var (t1, t2, t3) = (Or(preset.T1, d1), Or(preset.T2, d2), Or(preset.T3, d3));
        if (t1 <= near || t2 < t1 || t3 < t2 || t3 > maxVal) throw JpegFailure.Segment("LSE", "its thresholds are out of order");
        var reset = Or(preset.Reset, 64);
        if (reset < 3 || reset > Math.Max(255, maxVal)) throw JpegFailure.Segment("LSE", $"RESET {reset} is out of range");
        return new JpegLsParameters(maxVal, near, t1, t2, t3, reset);
    }

    private static int Or(int value, int fallback) => value == 0 ? fallback : value;

    /// <summary>C.2.4.1.1.1: the default thresholds.</summary>
    private static (int T1, int T2, int T3) Defaults(int maxVal, int near)
    {
        int t1, t2, t3;
        if (maxVal >= 128)
        {
            var factor = (Math.Min(maxVal, 4095) + 128) >> 8;
            t1 = Within(factor * (3 - 2) + 2 + 3 * near, near + 1, maxVal);
            t2 = Within(factor * (7 - 3) + 3 + 5 * near, t1, maxVal);
            t3 = Within(factor * (21 - 4) + 4 + 7 * near, t2, maxVal);
        }
        else
        {
            var factor = 256 / (maxVal + 1);
            t1 = Within(Math.Max(2, 3 / factor + 3 * near), near + 1, maxVal);
            t2 = Within(Math.Max(3, 7 / factor + 5 * near), t1, maxVal);
            t3 = Within(Math.Max(4, 21 / factor + 7 * near), t2, maxVal);
        }
        return (t1, t2, t3);
    }

    private static int Within(int value, int least, int most) => value > most || value < least ? least : value;
}
