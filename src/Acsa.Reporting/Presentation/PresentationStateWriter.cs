using System.Globalization;

namespace Acsa.Reporting;

/// <summary>
/// Writes the outlines and numbers as graphics over the original: a Grayscale Softcopy Presentation State (PS3.3 A.33.1) for grey
/// sources, a Color one (A.33.2) for all others.
/// </summary>
internal static class PresentationStateWriter
{
    public static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity, SegmentPlan plan)
    {
        var result = ResultHeader.Create(request, source, identity, ResultKind.PresentationState, null);
        // C.7.3.1: type 2C; one series holds the states of both sides.
        result.AddOrUpdate<string>(DicomTag.Laterality);
        result.AddOrUpdate(DicomTag.ContentLabel, "ACSA");
        result.AddOrUpdate(DicomTag.ContentDescription, "Outline and measurements");
        result.AddOrUpdate<string>(DicomTag.ContentCreatorName);
        result.AddOrUpdate(DicomTag.PresentationCreationDate, result.GetString(DicomTag.ContentDate));
        result.AddOrUpdate(DicomTag.PresentationCreationTime, result.GetString(DicomTag.ContentTime));
        result.Remove(DicomTag.ContentDate, DicomTag.ContentTime);
        AddRelationship(result, source, plan);
        AddDisplayedArea(result, request.Source, source, plan);
        PresentationGraphics.AddTo(result, request, source, plan);
        if (request.Context.Outlines != OutlineForm.Graphics && PresentationOverlays.Fits(plan)) PresentationOverlays.AddTo(result,
            request, plan);
        if (source.IsGrey) AddGreyScale(result, request.Source);
        else result.AddOrUpdate(new DicomOtherByte(DicomTag.ICCProfile, StandardRgbProfile.Bytes));
        return new DicomFile(result);
    }

    // C.11.11
    static void AddRelationship(DicomDataset result, SourceReference source, SegmentPlan plan)
    {
        var series = new DicomDataset();
        series.AddOrUpdate(DicomTag.SeriesInstanceUID, source.SeriesInstanceUid);
        series.AddOrUpdate(new DicomSequence(DicomTag.ReferencedImageSequence, PresentationGraphics.Image(source, plan.SourceFrames)));
        result.AddOrUpdate(new DicomSequence(DicomTag.ReferencedSeriesSequence, series));
    }

    // C.10.4: the whole image; corners are 1-based.
    static void AddDisplayedArea(DicomDataset result, DicomDataset original, SourceReference source, SegmentPlan plan)
    {
        var area = new DicomDataset().NotValidated();
        area.AddOrUpdate(DicomTag.DisplayedAreaTopLeftHandCorner, 1, 1);
        area.AddOrUpdate(DicomTag.DisplayedAreaBottomRightHandCorner, source.Columns, source.Rows);
        area.AddOrUpdate(DicomTag.PresentationSizeMode, "SCALE TO FIT");
        if (plan.PixelSize is { } size)
            area.AddOrUpdate(DicomTag.PresentationPixelSpacing,
                DecimalText.Of(Millimetres.FromCm(size.YCm)).Text, DecimalText.Of(Millimetres.FromCm(size.XCm)).Text);
        else
            area.AddOrUpdate(DicomTag.PresentationPixelAspectRatio, Aspect(original));
        result.AddOrUpdate(new DicomSequence(DicomTag.DisplayedAreaSelectionSequence, area));
    }

    static string[] Aspect(DicomDataset original)
    {
        if (original.TryGetValues<string>(DicomTag.PixelAspectRatio, out var ratio) && ratio.Length == 2
            && ratio.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
            return ratio;
        return ["1", "1"];
    }

    // C.11.1, C.11.8, C.11.6: what the source says about its grey levels is kept, or the state would show it differently.
    static void AddGreyScale(DicomDataset result, DicomDataset original)
    {
        foreach (var tag in new[] { DicomTag.ModalityLUTSequence, DicomTag.RescaleIntercept, DicomTag.RescaleSlope, DicomTag.RescaleType })
            ReencodedCopy.Copy(original, result, tag);
        if (result.Contains(DicomTag.RescaleIntercept) && !result.Contains(DicomTag.RescaleType))
            result.AddOrUpdate(DicomTag.RescaleType, "US");
        var window = new DicomDataset().NotValidated();
        foreach (var tag in new[] { DicomTag.VOILUTSequence, DicomTag.WindowCenter, DicomTag.WindowWidth,
            DicomTag.WindowCenterWidthExplanation, DicomTag.VOILUTFunction }) ReencodedCopy.Copy(original, window, tag);
        if (window.Contains(DicomTag.VOILUTSequence) || (window.Contains(DicomTag.WindowCenter) && window.Contains(DicomTag.WindowWidth)))
            result.AddOrUpdate(new DicomSequence(DicomTag.SoftcopyVOILUTSequence, window));
        var isInverse = original.GetSingleValueOrDefault(DicomTag.PhotometricInterpretation, "") == "MONOCHROME1";
        result.AddOrUpdate(DicomTag.PresentationLUTShape, isInverse ? "INVERSE" : "IDENTITY");
    }
}
