using Acsa.Worker.Results;

namespace Acsa.Worker.Reader;

/// <summary>How far a reader's outline is from the model's: one structure in one frame.</summary>
/// <param name="Segmentation">SOP Instance UID of what came back.</param>
/// <param name="Frame">1-based.</param>
/// <param name="Laterality">left, right or null.</param>
/// <param name="Model">Null when it is not known any more.</param>
/// <param name="Scanner">Manufacturer and model; null when not stated.</param>
/// <param name="Dice">0 to 1 between the two outlines; null when both are empty.</param>
/// <param name="RecognisedBy">tracking-uid, or label.</param>
sealed record EditEntry(
    DateTimeOffset At, string SopInstanceUid, int Frame, string Segmentation, string? Structure, string? Laterality, ModelEntry? Model,
    string? Scanner, double? Dice, double? AreaCm2Before, double? AreaCm2After, double? MeanGreyBefore, double? MeanGreyAfter,
    string RecognisedBy)
{
    /// <summary>Whether the reader took the outline away: there is no structure to measure, so nothing is known after it.</summary>
    public bool IsEmptied => Dice is 0 && AreaCm2After is null && MeanGreyAfter is null;
}
