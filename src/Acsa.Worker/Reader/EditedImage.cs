using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Worker.Priors;
using Acsa.Worker.Results;
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

    /// <summary>Of the findings with an outline that is not the model's any more: what was said of the model's.</summary>
    public IReadOnlyDictionary<Finding, ResultEntry> OfModels { get; init; } = new Dictionary<Finding, ResultEntry>();

    /// <summary>The entries that stand from now on.</summary>
    public IEnumerable<ResultEntry> Entries => Findings.Select(finding =>
        ResultEntry.From(finding, SopInstanceUid, File).With(Facts) with { OfModel = OfModels.GetValueOrDefault(finding) });

    /// <summary>What later studies of the person compare with.</summary>
    public IReadOnlyList<PriorRow> Priors { get; init; } = [];
}
