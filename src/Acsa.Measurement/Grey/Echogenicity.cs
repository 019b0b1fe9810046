namespace Acsa.Measurement;

/// <summary>Grey-level statistics inside a mask over all pixels that are not excluded, in grey levels 0–255. SD is the sample's (n − 1), 0
/// for a single pixel.</summary>
/// <param name="Pixels">Pixels counted.</param>
/// <param name="ExcludedPixels">Pixels inside the mask that were left out because they carry colour (text, calipers, Doppler).</param>
public sealed record Echogenicity(double Mean, double Sd, double Median, long Pixels, long ExcludedPixels)
{
    /// <summary>Counted pixels at 0: a floor set by gain or dynamic range.</summary>
    public long BlackPixels { get; init; }

    /// <summary>Counted pixels at 255: a ceiling set by gain.</summary>
    public long SaturatedPixels { get; init; }

    /// <summary>Counted pixels at each of the 256 grey levels; null where nobody kept them.</summary>
    public IReadOnlyList<long>? Histogram { get; init; }

    /// <summary>Part of the counted pixels at 0, in percent.</summary>
    public double BlackPercent => 100.0 * BlackPixels / Pixels;

    /// <summary>Part of the counted pixels at 255, in percent.</summary>
    public double SaturatedPercent => 100.0 * SaturatedPixels / Pixels;
}
