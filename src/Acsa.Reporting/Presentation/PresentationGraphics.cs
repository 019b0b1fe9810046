using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>Graphic Annotation and Graphic Layer modules (PS3.3 C.10.5, C.10.7): one layer for each segment.</summary>
internal static class PresentationGraphics
{
    const int TextLines = 3;

    public static void AddTo(DicomDataset result, ReportRequest request, SourceReference source, SegmentPlan plan)
    {
        var annotations = new List<DicomDataset>();
        foreach (var finding in request.Findings)
            if (plan.PlaceOf(finding) is var (segment, _)) annotations.Add(Annotation(finding, segment, source, request.Context,
                DrawsOutlines(request.Context, plan)));
        result.AddOrUpdate(new DicomSequence(DicomTag.GraphicAnnotationSequence, [.. annotations]));
        result.AddOrUpdate(new DicomSequence(DicomTag.GraphicLayerSequence, [.. plan.Segments.Select(Layer)]));
    }

    /// <summary>Whether outlines are polylines: also where planes are asked for and cannot be.</summary>
    public static bool DrawsOutlines(ReportContext context, SegmentPlan plan) => context.Outlines != OutlineForm.Overlay
        || !PresentationOverlays.Fits(plan);

    /// <summary>Reference to the source; with the frames meant where it has frames.</summary>
    public static DicomDataset Image(SourceReference source, IReadOnlyList<int> frames)
    {
        var image = new DicomDataset();
        image.AddOrUpdate(DicomTag.ReferencedSOPClassUID, source.SopClassUid);
        image.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, source.SopInstanceUid);
        if (source.IsMultiFrame) image.AddOrUpdate(DicomTag.ReferencedFrameNumber, [.. frames]);
        return image;
    }

    static DicomDataset Annotation(Finding finding, Segment segment, SourceReference source, ReportContext context, bool drawsOutline)
    {
        var annotation = new DicomDataset
        {
            new DicomSequence(DicomTag.ReferencedImageSequence, Image(source, [finding.FrameNumber])),
        };
        annotation.AddOrUpdate(DicomTag.GraphicLayer, LayerName(segment));
        annotation.AddOrUpdate(new DicomSequence(DicomTag.TextObjectSequence, Label(finding, segment, source, context.MarksPictures)));
        if (drawsOutline) annotation.AddOrUpdate(new DicomSequence(DicomTag.GraphicObjectSequence,
            [.. MaskOutlines.Of(finding.Mask!).Select(Outline)]));
        return annotation;
    }

    static DicomDataset Outline(Polygon outline)
    {
        var points = outline.Closed();
        var item = new DicomDataset();
        item.AddOrUpdate(DicomTag.GraphicAnnotationUnits, "PIXEL");
        item.AddOrUpdate(DicomTag.GraphicDimensions, (ushort)2);
        item.AddOrUpdate(DicomTag.NumberOfGraphicPoints, (ushort)points.Count);
        item.AddOrUpdate(DicomTag.GraphicData, [.. points.SelectMany(point => new[] { (float)point.X, (float)point.Y })]);
        item.AddOrUpdate(DicomTag.GraphicType, "POLYLINE");
        item.AddOrUpdate(DicomTag.GraphicFilled, "N");
        return item;
    }

    // Above the region, or below it where the image ends: text on the muscle would hide what is to be judged.
    static DicomDataset Label(Finding finding, Segment segment, SourceReference source, bool marked)
    {
        var box = finding.Mask!.BoundingBox()!.Value;
        var line = Math.Max(8, source.Rows / 32);
        var height = Math.Min(TextLines * line, source.Rows - 1);
        var top = box.Top > height ? box.Top - height : Math.Min(box.Top + box.Height + 1, source.Rows - height);
        var left = Math.Clamp(box.Left, 0, source.Columns / 2);
        var item = new DicomDataset();
        item.AddOrUpdate(DicomTag.BoundingBoxAnnotationUnits, "PIXEL");
        item.AddOrUpdate(DicomTag.UnformattedTextValue, DisplayText.Limit(Text(finding, segment, marked), 1024));
        item.AddOrUpdate(DicomTag.BoundingBoxTopLeftHandCorner, (float)left, top);
        item.AddOrUpdate(DicomTag.BoundingBoxBottomRightHandCorner, (float)source.Columns, top + height);
        item.AddOrUpdate(DicomTag.BoundingBoxTextHorizontalJustification, "LEFT");
        return item;
    }

    static string Text(Finding finding, Segment segment, bool marked)
    {
        var verdict = FindingText.Verdict(finding.Status);
        return $"{segment.Structure.Label}: {FindingText.Area(finding.Measurement)}{(verdict.Length > 0 ? $" {verdict}" : "")}" +
            (marked ? $"\r\n{ResultHeader.ResearchUseOnly}" : "");
    }

    static DicomDataset Layer(Segment segment)
    {
        var layer = new DicomDataset();
        layer.AddOrUpdate(DicomTag.GraphicLayer, LayerName(segment));
        layer.AddOrUpdate(DicomTag.GraphicLayerOrder, segment.Number);
        layer.AddOrUpdate(DicomTag.GraphicLayerRecommendedDisplayGrayscaleValue, ushort.MaxValue);
        layer.AddOrUpdate(DicomTag.GraphicLayerRecommendedDisplayCIELabValue, CieLab.From(segment.Structure.Colour));
        layer.AddOrUpdate(DicomTag.GraphicLayerDescription, DisplayText.Limit(segment.Structure.Label, 64));
        return layer;
    }

    public static string LayerName(Segment segment) => string.Create(CultureInfo.InvariantCulture, $"MUSCLE {segment.Number}");
}
