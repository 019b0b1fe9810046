using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>Everything written about one source instance.</summary>
/// <param name="Instances">SEG (if anything was segmented), SR, and one secondary capture per analysed frame, in this order.</param>
/// <param name="Overlays">The pictures of the secondary captures by 1-based frame number.</param>
public sealed record ResultSet(
    string SourceSopInstanceUid,
    IReadOnlyList<ResultInstance> Instances,
    IReadOnlyDictionary<int, RgbImage> Overlays)
{
    /// <summary>The SEG; null when nothing was segmented.</summary>
    public DicomFile? Segmentation => Instances.FirstOrDefault(instance => instance.Kind == ResultKind.Segmentation)?.File;

    public DicomFile StructuredReport => Instances.First(instance => instance.Kind == ResultKind.StructuredReport).File;
}
