using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>TID 1600 Image Library: the source, and the pixel size that was used, one group per pixel size (TID 1602, 1604).</summary>
internal static class Tid1600ImageLibrary
{
    public static DicomDataset Of(IReadOnlyList<Finding> findings, SourceReference source, StructureTable table)
    {
        var groups = findings.GroupBy(finding => finding.Calibration?.PixelSize)
            .Select(group => Group([.. group], group.Key, source, table));
        return ContentItem.Container(Relationship.Contains, Concepts.ImageLibrary, "1600", groups);
    }

    static DicomDataset Group(IReadOnlyList<Finding> findings, PixelSize? pixelSize, SourceReference source, StructureTable table)
    {
        var items = new List<DicomDataset> { ContentItem.Code(Relationship.HasAcquisitionContext, Concepts.Modality, Concepts.Ultrasound) };
        if (Single(findings.Select(finding => table.Find(finding.Structure)?.Site)) is { } site)
            items.Add(ContentItem.Code(Relationship.HasAcquisitionContext, Concepts.TargetRegion, site.Code));
        if (Concepts.Side(Single(findings.Select(finding => (Laterality?)finding.Laterality)) ?? Laterality.Unknown) is { } side)
            items.Add(ContentItem.Code(Relationship.HasAcquisitionContext, Concepts.ImageLaterality, side));
        items.Add(ContentItem.Number(Relationship.HasAcquisitionContext, Concepts.PixelDataRows, source.Rows, Concepts.Pixels));
        items.Add(ContentItem.Number(Relationship.HasAcquisitionContext, Concepts.PixelDataColumns, source.Columns, Concepts.Pixels));
        if (pixelSize is { } size)
        {
            items.Add(ContentItem.Number(Relationship.HasAcquisitionContext, Concepts.HorizontalPixelSpacing, Millimetres.FromCm(size.XCm),
                Concepts.Millimetre));
            items.Add(ContentItem.Number(Relationship.HasAcquisitionContext, Concepts.VerticalPixelSpacing, Millimetres.FromCm(size.YCm),
                Concepts.Millimetre));
        }
        if (source.IsMultiFrame)
            foreach (var frame in findings.Select(finding => finding.FrameNumber).Distinct().Order()) items.Add(Image(source, frame));
        else
            items.Add(Image(source, null));
        return ContentItem.Container(Relationship.Contains, Concepts.ImageLibraryGroup, null, items);
    }

    static DicomDataset Image(SourceReference source, int? frame) =>
        ContentItem.Image(Relationship.Contains, null, source.SopClassUid, source.SopInstanceUid, frame);

    static T? Single<T>(IEnumerable<T?> values)
    {
        var distinct = values.Distinct().Take(2).ToList();
        return distinct.Count == 1 ? distinct[0] : default;
    }
}
