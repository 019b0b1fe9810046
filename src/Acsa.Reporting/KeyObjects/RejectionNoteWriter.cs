using System.Globalization;

namespace Acsa.Reporting;

/// <summary>
/// Writes a Key Object Selection Document (PS3.3 A.35.4, TID 2010) that rejects earlier results of the same image, as IHE's Imaging Object
/// Change Management has it: "Rejected for Quality Reasons", because newer results are held to be better. The other titles do not fit:
/// patient safety (113037) would say that the results are wrong, data retention (113039) that they are too old to be kept.
/// </summary>
internal static class RejectionNoteWriter
{
    /// <summary>A note for each receiver that holds any of the earlier results, in the order of their names.</summary>
    public static IEnumerable<ResultInstance> Write(ReportRequest request, SourceReference source, ResultIdentity identity) =>
        request.Predecessors.SelectMany(earlier => ((IEnumerable<string?>?)earlier.HeldBy ?? [null])
            .Select(recipient => (recipient, earlier)))
            .GroupBy(entry => entry.recipient).OrderBy(note => note.Key, StringComparer.Ordinal)
            .Select(note => new ResultInstance(ResultKind.RejectionNote, null, Write(request, source, identity, note.Key,
                [.. note.Select(entry => entry.earlier).DistinctBy(earlier => earlier.SopInstanceUid)]))
                    { Recipients = note.Key is { } name ? [name] : null });

    static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity, string? recipient,
        List<InstanceReference> rejected)
    {
        if (rejected.Exists(instance => instance.StudyInstanceUid != source.StudyInstanceUid))
            throw new ArgumentException("Results of another study cannot be rejected by a note in this one.", nameof(request));
        var result = ResultHeader.Create(request, source, identity, ResultKind.RejectionNote, null);
        result.AddOrUpdate(DicomTag.SOPInstanceUID, identity.RejectionNote(recipient, rejected));
        return Write(result, request.Source, Tid1001ObservationContext.Of(request), rejected,
            "are replaced by results of another model or configuration");
    }

    /// <param name="header">Patient to SOP Common; the note is written into it.</param>
    /// <param name="source">Of the order behind the study.</param>
    /// <param name="why">The end of a sentence that begins with how many earlier results there are.</param>
    public static DicomFile Write(
        DicomDataset header, DicomDataset source, IEnumerable<DicomDataset> observers, IReadOnlyList<InstanceReference> rejected,
        string why)
    {
        header.AddOrUpdate(InstanceHierarchy.Of(DicomTag.CurrentRequestedProcedureEvidenceSequence, rejected));
        ReportRequestReference.AddTo(source, header);
        var text = string.Create(CultureInfo.InvariantCulture, $"{rejected.Count} earlier results of AcsaNode {why}.");
        IEnumerable<DicomDataset> items =
        [
            .. observers,
            ContentItem.Text(Relationship.Contains, Concepts.KeyObjectDescription, text),
            .. rejected.Select(Item),
        ];
        foreach (var item in ContentItem.Container(null, Concepts.RejectedForQualityReasons, "2010", items)) header.AddOrUpdate(item);
        return new DicomFile(header);
    }

    // TID 2010: images by IMAGE, all else by COMPOSITE.
    static DicomDataset Item(InstanceReference instance) => IsImage(instance.SopClassUid)
        ? ContentItem.Image(Relationship.Contains, null, instance.SopClassUid, instance.SopInstanceUid, null)
        : ContentItem.Composite(Relationship.Contains, instance.SopClassUid, instance.SopInstanceUid);

    static bool IsImage(string sopClassUid) =>
        sopClassUid == DicomUID.SecondaryCaptureImageStorage.UID || sopClassUid == DicomUID.SegmentationStorage.UID
        || sopClassUid == ResultClass.LabelMapSegmentation;
}
