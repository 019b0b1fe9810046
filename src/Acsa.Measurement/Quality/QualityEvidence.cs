using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Everything the quality checks look at, in the source frame's own pixel grid.</summary>
public sealed record QualityEvidence
{
    /// <summary>The mask that was measured, after clean-up.</summary>
    public required Mask Mask { get; init; }

    public required GreyImage Image { get; init; }

    /// <summary>The rectangle that the model was shown.</summary>
    public required PixelRectangle AnalysisArea { get; init; }

    public required MeasurementResult Measurement { get; init; }

    /// <summary>Part of the model's mask before clean-up that its largest piece held, 0 to 1.</summary>
    public double LargestPieceShare { get; init; } = 1;

    /// <summary>0 to 1; null when the model does not give one.</summary>
    public double? ModelCertainty { get; init; }

    /// <summary>Limits of this structure in cm²; null for the general ones.</summary>
    public Interval? PlausibleAreaCm2 { get; init; }
}
