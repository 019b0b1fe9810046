using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>Writes everything about one source instance. A pure function: the same request gives the same bytes.</summary>
public static class ResultWriter
{
    /// <summary>
    /// Writes the kinds asked for, as far as there is something to write: masks only if anything was segmented, a label map only if
    /// segments do not overlap (PS3.3 C.8.20.2), a secondary capture for every analysed frame of which a picture is given, a rejection
    /// note for each receiver that holds something to reject. Throws <see cref="DicomDataException"/> for a source that lacks what a
    /// reference to it needs.
    /// </summary>
    public static ResultSet Write(ReportRequest request)
    {
        if (request.Findings.Count == 0)
            throw new ArgumentException("A report needs at least one finding; one that says why nothing was measured will do.",
                nameof(request));
        var source = SourceReference.Read(request.Source);
        var identity = new ResultIdentity(source, request);
        var plan = SegmentPlan.Of(request.Findings, identity, request.Context.Structures);

        var overlays = request.Kinds.Contains(ResultKind.SecondaryCapture) ? Draw(request) : [];

        // What a report refers to is sent before it.
        var instances = new List<ResultInstance>();
        foreach (var kind in request.Kinds.OrderByDescending(kind => kind.IsSegmentation()).ThenBy(kind => kind))
            if (kind == ResultKind.SecondaryCapture)
                foreach (var (frame, overlay) in overlays)
                    instances.Add(new(kind, frame, SecondaryCaptureWriter.Write(request, source, identity, frame, overlay)));
            else if (kind == ResultKind.RejectionNote)
                instances.AddRange(RejectionNoteWriter.Write(request, source, identity));
            else if (kind.IsImageReport())
                foreach (var (recipients, predecessors, isUsual) in HeldPredecessors.Of(kind, request))
                    instances.Add(new(kind, null, Write(kind, request with { Predecessors = predecessors }, source,
                        isUsual ? identity : identity.Naming(kind, predecessors), plan)!) { Recipients = recipients });
            else if (!ResultKinds.OfStudy.Contains(kind) && Write(kind, request, source, identity, plan) is { } file)
                instances.Add(new(kind, null, file));
        return new ResultSet(source.SopInstanceUid, instances, overlays)
        {
            Replaced = [.. request.Predecessors.Select(earlier => earlier.SopInstanceUid)],
        };
    }

    static SortedDictionary<int, RgbImage> Draw(ReportRequest request)
    {
        var overlays = new SortedDictionary<int, RgbImage>();
        foreach (var findings in request.Findings.GroupBy(finding => finding.FrameNumber))
            if (request.Pictures.TryGetValue(findings.Key, out var picture))
                overlays.Add(findings.Key, ResultPicture.Draw(picture, [.. findings], request.Context));
        return overlays;
    }

    // Null where there is nothing to say in that form.
    static DicomFile? Write(ResultKind kind, ReportRequest request, SourceReference source, ResultIdentity identity, SegmentPlan plan) =>
        kind switch
    {
        _ when kind.IsMeasurementReport() =>
            StructuredReportWriter.Write(request, source, identity, plan, kind),
        ResultKind.TextReport => TextReportWriter.Write(request, source, identity),
        ResultKind.Document => DocumentWriter.Write(request, source, identity),
        _ when plan.IsEmpty => null,
        ResultKind.LabelMap => plan.Overlaps() ? null : LabelMapWriter.Write(request, source, identity, plan),
        ResultKind.PresentationState => PresentationStateWriter.Write(request, source, identity, plan),
        _ => SegmentationWriter.Write(request, source, identity, plan, kind),
    };
}
