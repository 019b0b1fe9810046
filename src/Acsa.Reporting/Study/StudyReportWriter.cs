namespace Acsa.Reporting;

/// <summary>
/// Writes what the images of a study say together: Comprehensive 3D SR (PS3.3 A.35.13) or Comprehensive SR (A.35.3) with the tree of TID
/// 1500, or Basic Text SR (A.35.1). A pure function: the same request gives the same bytes.
/// </summary>
public static class StudyReportWriter
{
    /// <summary>Throws <see cref="DicomDataException"/> for a source that lacks what a result needs.</summary>
    public static ResultInstance Write(StudyReportRequest request)
    {
        var kind = request.Kind;
        if (!ResultKinds.OfStudy.Contains(kind)) throw new ArgumentException($"{kind} is not about a study.", nameof(request));
        var place = new ResultPlace(ResultClass.SopClassUid(kind, null), StudyIdentity.Series(request), StudyIdentity.Instance(request),
            request.Predecessors.Count + 1);
        var result = ResultHeader.Create(request.Source, request.Context, request.Images.Select(image => image.Model), kind, place);
        ReportHeader.AddTo(result, request.Source, request.Measurements.Muscles.All(muscle => muscle.LeftOut == 0), request.Predecessors);
        // C.17.2.3: what the tree refers to, and what it was reckoned from besides.
        var evidence = request.Images.Select(image => image.Instance).OfType<InstanceReference>().Select(Plain)
            .Concat(request.Reports.Select(Plain)).ToList();
        if (evidence.Count > 0) result.AddOrUpdate(InstanceHierarchy.Of(DicomTag.CurrentRequestedProcedureEvidenceSequence, evidence));
        foreach (var item in kind == ResultKind.StudyTextReport ? StudyTextReport.Of(request) : Tid1500StudyReport.Of(request))
            result.AddOrUpdate(item);
        return new(kind, null, new DicomFile(result));
    }

    /// <summary>The note by which a receiver hides earlier reports of a study, because its images or outlines have changed.</summary>
    /// <param name="rejected">At least one, all of the study.</param>
    public static ResultInstance Reject(DicomDataset source, ReportContext context, string recipient,
        IReadOnlyList<InstanceReference> rejected)
    {
        var header = ResultHeader.Create(source, context, [], ResultKind.RejectionNote, new(
            ResultClass.SopClassUid(ResultKind.RejectionNote, null), StudyIdentity.NoteSeries(source),
            StudyIdentity.Note(source, recipient, rejected), 1));
        return new(ResultKind.RejectionNote, null,
            RejectionNoteWriter.Write(header, source, Tid1001ObservationContext.Of(context.Device, null),
            [.. rejected.Select(Plain)], "on the whole study do not hold any more: its images, outlines or models have changed"))
        {
            Recipients = [recipient],
        };
    }

    // Who holds it is no part of what it is.
    static InstanceReference Plain(InstanceReference instance) => instance with { Kind = null, HeldBy = null };
}
