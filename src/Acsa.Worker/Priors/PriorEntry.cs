using System.Text.Json.Serialization;
using Acsa.Reporting;

namespace Acsa.Worker.Priors;

/// <summary>One measured structure of one image, as later studies of the same person compare with it. It names nobody.</summary>
/// <param name="StudyDate">YYYYMMDD.</param>
/// <param name="Image">SOP Instance UID.</param>
/// <param name="Laterality">left or right: without a side nothing is compared.</param>
/// <param name="Report">Null when none was written.</param>
sealed record PriorEntry(
    string StudyInstanceUid, string StudyDate, string Image, string Structure, string Laterality, double AreaCm2, double? MeanGrey,
    string? Manufacturer,
    string? Model, string? Transducer, string? Preset, InstanceReference? Report)
{
    /// <summary>Where the image lies along the limb, cm; null when it does not state it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PositionCm { get; init; }
}
