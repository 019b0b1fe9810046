using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;

namespace Acsa.Worker.Studies;

/// <summary>What became of one instance.</summary>
/// <param name="SopInstanceUid">Null when the file could not be read so far.</param>
/// <param name="Findings">One for each structure in each analysed frame.</param>
/// <param name="Reasons">Why there is no finding, or what of it is missing; empty when all is well.</param>
/// <param name="Results">The objects to send.</param>
/// <param name="Overlays">The pictures that are sent as secondary captures, by 1-based frame number.</param>
/// <param name="Failure">What went wrong; null when the instance was analysed, or rightly was not.</param>
sealed record InstanceAnalysis(
    string? SopInstanceUid,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<ResultInstance> Results,
    IReadOnlyDictionary<int, RgbImage> Overlays,
    StageFailure? Failure)
{
    static readonly Dictionary<int, RgbImage> NoPictures = [];

    /// <summary>What the instance states of its study and place; null when the file could not be read so far.</summary>
    public ImageFacts? Facts { get; init; }

    /// <summary>SOP Instance UIDs of the earlier results that these replace.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    public static InstanceAnalysis Failed(string? sopInstanceUid, StageFailure? failure) =>
        new(sopInstanceUid, [], [failure?.Reason ?? "Nothing was found to analyse."], [], NoPictures, failure);

    /// <summary>Not an image that is analysed; nothing is wrong with that.</summary>
    public static InstanceAnalysis Refused(string? sopInstanceUid, string reason) =>
        new(sopInstanceUid, [], [reason], [], NoPictures, null);
}
