using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>Everything written about one source instance.</summary>
/// <param name="Instances">
/// What was asked for, as far as there is something to write: SEG, label map and presentation state only if something was segmented, a
/// secondary capture for each analysed frame.
/// </param>
/// <param name="Overlays">The pictures of the secondary captures by 1-based frame number.</param>
public sealed record ResultSet(
    string SourceSopInstanceUid,
    IReadOnlyList<ResultInstance> Instances,
    IReadOnlyDictionary<int, RgbImage> Overlays)
{
    /// <summary>SOP Instance UIDs of what these replace.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>The SEG; null when nothing was segmented.</summary>
    public DicomFile? Segmentation => Find(ResultKind.Segmentation);

    public DicomFile StructuredReport => Find(ResultKind.StructuredReport)!;

    /// <summary>The first instance of a kind; null when there is none.</summary>
    public DicomFile? Find(ResultKind kind) => Instances.FirstOrDefault(instance => instance.Kind == kind)?.File;
}
