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
        request.Predecessors.SelectMany(earlier => ((IEnumerable<string?>?)earlier.HeldBy ?? [null]).Select(recipient => (recipient, earlier)))
            .GroupBy(entry => entry.recipient).OrderBy(note => note.Key, StringComparer.Ordinal)
            .Select(note => new ResultInstance(ResultKind.RejectionNote, null, Write(request, source, identity, note.Key,
                [.. note.Select(entry => entry.earlier).DistinctBy(earlier => earlier.SopInstanceUid)])) { Recipient = note.Key });

    static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity, string? recipient,
        List<InstanceReference> rejected)
    {
        if (rejected.Exists(instance => instance.StudyInstanceUid != source.StudyInstanceUid))
            throw new ArgumentException("Results of another study cannot be rejected by a note in this one.", nameof(request));
        var result = ResultHeader.Create(request, source, identity, ResultKind.RejectionNote, null);
        result.AddOrUpdate(DicomTag.SOPInstanceUID, identity.RejectionNote(recipient, rejected));
        result.AddOrUpdate(InstanceHierarchy.Of(DicomTag.CurrentRequestedProcedureEvidenceSequence, rejected));
        ReportRequestReference.AddTo(request.Source, result);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{rejected.Count} earlier results of AcsaNode are replaced by results of another model or configuration.");
        IEnumerable<DicomDataset> items =
        [
            .. Tid1001ObservationContext.Of(request),
            ContentItem.Text(Relationship.Contains, Concepts.KeyObjectDescription, text),
            .. rejected.Select(Item),
        ];
        foreach (var item in ContentItem.Container(null, Concepts.RejectedForQualityReasons, "2010", items)) result.AddOrUpdate(item);
        return new DicomFile(result);
    }

    // TID 2010: images by IMAGE, all else by COMPOSITE.
    static DicomDataset Item(InstanceReference instance) => IsImage(instance.SopClassUid)
        ? ContentItem.Image(Relationship.Contains, null, instance.SopClassUid, instance.SopInstanceUid, null)
        : ContentItem.Composite(Relationship.Contains, instance.SopClassUid, instance.SopInstanceUid);

    static bool IsImage(string sopClassUid) =>
        sopClassUid == DicomUID.SecondaryCaptureImageStorage.UID || sopClassUid == DicomUID.SegmentationStorage.UID
        || sopClassUid == ResultClass.LabelMapSegmentation;
}
