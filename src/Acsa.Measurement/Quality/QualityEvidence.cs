using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Everything the quality rules look at, in the source frame's own pixel grid.</summary>
public sealed record QualityEvidence
{
    /// <summary>The mask that was measured, after clean-up.</summary>
    public required Mask Mask { get; init; }

    public required GreyImage Image { get; init; }

    /// <summary>The rectangle that the model was shown.</summary>
    public required PixelRectangle AnalysisArea { get; init; }

    public required MeasurementResult Measurement { get; init; }

    /// <summary>Part of the model's mask that its largest piece held before clean-up, or the chosen piece where the clean-up chose; the
    /// least, 0 to 1.</summary>
    public double LargestPieceShare { get; init; } = 1;

    /// <summary>Pixels of the mask after clean-up ÷ before.</summary>
    public double KeptShare { get; init; } = 1;

    /// <summary>0 to 1; null when the model does not give one.</summary>
    public double? ModelCertainty { get; init; }

    /// <summary>How large one pixel is; null when it is not known.</summary>
    public PixelSize? PixelSize { get; init; }

    /// <summary>What this structure can measure; null for the general limits.</summary>
    public PlausibleSize? Plausible { get; init; }
}
