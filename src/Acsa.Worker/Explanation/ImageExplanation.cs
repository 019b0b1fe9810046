using Acsa.Acquisition;
using Acsa.Worker.Results;

namespace Acsa.Worker.Explanation;

/// <summary>What the node decides about one image before it is segmented, and why. Free of the image's own texts.</summary>
/// <param name="Refusal">Why nothing of it is analysed; null when something is.</param>
sealed record ImageExplanation(string File, string? SopInstanceUid, FramesExplanation Frames, string? Refusal)
{
    /// <summary>Null when no frame is analysed.</summary>
    public AnatomyExplanation? Anatomy { get; init; }

    public IReadOnlyList<RegionExplanation> Regions { get; init; } = [];

    /// <summary>One for each scan picture of the first analysed frame.</summary>
    public IReadOnlyList<PictureExplanation> Pictures { get; init; } = [];

    /// <summary>One for each named structure.</summary>
    public IReadOnlyList<ModelExplanation> Models { get; init; } = [];

    /// <summary>Values of attributes that could not be read, and what is odd about the pixels.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Which frames are analysed, of how many.</summary>
sealed record FramesExplanation(IReadOnlyList<int> Analysed, int Of);

/// <summary>An item of the Sequence of Ultrasound Regions.</summary>
/// <param name="Box">Left, top, right, bottom in pixels, bounds included; null when the stated one cannot be used.</param>
/// <param name="Problem">Why it gives no scale; null when it does.</param>
sealed record RegionExplanation(
    int Item, string Format, string DataType, uint Flags, IReadOnlyList<int>? Box, double? DeltaX, double? DeltaY, string? Problem);

/// <summary>What was decided about muscle, side and plane.</summary>
sealed record AnatomyExplanation(
    IReadOnlyList<string> Structures, string? StructureSource, string? Laterality, string? LateralitySource, string? Refusal,
    IReadOnlyList<string> Reasons, IReadOnlyList<AnatomyStatement> Statements);

/// <summary>A scan picture and the scale that an outline within it gets.</summary>
sealed record PictureExplanation(
    IReadOnlyList<int> Box, CalibrationEntry? Calibration, IReadOnlyList<string> Reasons, IReadOnlyList<string> Warnings,
    IReadOnlyList<RulerExplanation> Rulers);

/// <summary>A drawn ruler.</summary>
/// <param name="TickCm">What a tick was taken for; null when that could not be told.</param>
/// <param name="Deviation">Share by which the stated scale differs; null when there is none to compare.</param>
sealed record RulerExplanation(string Direction, int Ticks, double PeriodPixels, int LongEvery, double? TickCm, double? Deviation);

/// <summary>The model for a structure, or why there is none.</summary>
sealed record ModelExplanation(string Structure, string? Id, string? Version, string? Reason);
