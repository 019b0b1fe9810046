using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>Writes everything about one source instance. A pure function: the same request gives the same bytes.</summary>
public static class ResultWriter
{
    /// <summary>
    /// Writes SEG (if anything was segmented), SR, and a secondary capture for every analysed frame of which a picture is given. Throws
    /// <see cref="DicomDataException"/> for a source that lacks what a reference to it needs.
    /// </summary>
    public static ResultSet Write(ReportRequest request)
    {
        if (request.Findings.Count == 0)
            throw new ArgumentException("A report needs at least one finding; one that says why nothing was measured will do.",
                nameof(request));
        var source = SourceReference.Read(request.Source);
        var identity = new ResultIdentity(source, request.Findings, request.Context.ConfigurationHash);
        var plan = SegmentPlan.Of(request.Findings, identity, request.Context.Structures);

        var instances = new List<ResultInstance>();
        if (!plan.IsEmpty) instances.Add(new(ResultKind.Segmentation, null, SegmentationWriter.Write(request, source, identity, plan)));
        instances.Add(new(ResultKind.StructuredReport, null, StructuredReportWriter.Write(request, source, identity, plan)));

        var overlays = new SortedDictionary<int, RgbImage>();
        foreach (var (frame, findings) in request.Findings.GroupBy(finding => finding.FrameNumber)
            .Select(group => (group.Key, group.ToList())))
            if (request.Pictures.TryGetValue(frame, out var picture))
                overlays.Add(frame, ResultPicture.Draw(picture, findings, request.Context.Structures));
        foreach (var (frame, overlay) in overlays)
            instances.Add(new(ResultKind.SecondaryCapture, frame, SecondaryCaptureWriter.Write(request, source, identity, frame, overlay)));
        return new ResultSet(source.SopInstanceUid, instances, overlays);
    }
}
