using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Priors;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Reader;

/// <summary>An image whose outlines a reader edited, measured again.</summary>
/// <param name="File">Of the image, relative to the spool.</param>
/// <param name="Findings">All of the image.</param>
sealed record EditedImage(
    long InstanceId, string SopInstanceUid, string File, IReadOnlyList<Finding> Findings, ImageFacts Facts,
        IReadOnlyList<ResultInstance> Results,
    IReadOnlyList<EditEntry> Edits)
{
    /// <summary>Who sent the image.</summary>
    public string CallingAe { get; init; } = "";

    /// <summary>SOP Instance UIDs of the results that the new ones replace.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>What later studies of the person compare with.</summary>
    public IReadOnlyList<PriorRow> Priors { get; init; } = [];
}
