using System.Text.Json.Serialization;
using Acsa.Measurement;

namespace Acsa.Worker.Results;

/// <summary>Grey levels inside the mask, 0 to 255.</summary>
sealed record EchogenicityEntry(double Mean, double Sd, double Median, long Pixels, IReadOnlyList<double>? MeanInterval)
{
    /// <summary>Part of true values that such intervals hold; null without an interval.</summary>
    public double? MeanIntervalCoverage { get; init; }

    /// <summary>Pixels of the mask that carry colour and are not counted.</summary>
    public long ExcludedPixels { get; init; }

    public double BlackPercent { get; init; }

    public double SaturatedPercent { get; init; }

    /// <summary>Pixels at each of the 256 levels.</summary>
    [JsonConverter(typeof(CompactNumbers))]
    public IReadOnlyList<long>? Histogram { get; init; }

    public DeepAcsaEntry? DeepAcsa { get; init; }

    public static EchogenicityEntry From(Echogenicity grey, MeasurementResult measured) => new(grey.Mean, grey.Sd, grey.Median, grey.Pixels,
        measured.EchogenicityInterval is { } range ? [range.Low, range.High] : null)
    {
        MeanIntervalCoverage = measured.EchogenicityInterval?.Coverage,
        ExcludedPixels = grey.ExcludedPixels,
        BlackPercent = grey.BlackPercent,
        SaturatedPercent = grey.SaturatedPercent,
        Histogram = grey.Histogram,
        DeepAcsa = measured.DeepAcsaEchogenicity is { } other ? new(other.Mean, other.Values) : null,
    };
}
