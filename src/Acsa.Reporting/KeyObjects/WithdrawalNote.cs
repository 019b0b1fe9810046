namespace Acsa.Reporting;

/// <summary>
/// The note by which a receiver hides earlier results of an image because nothing takes their place: a later analysis found nothing there
/// that is reported. Title and form are those of the note beside new results.
/// </summary>
public static class WithdrawalNote
{
    /// <summary>Writes it; throws <see cref="DicomDataException"/> for a source that lacks what a result needs.</summary>
    /// <param name="source">The image; pixel data need not be loaded.</param>
    /// <param name="withdrawn">At least one, all of the image.</param>
    public static ResultInstance Write(
        DicomDataset source, ReportContext context, string recipient, IReadOnlyList<InstanceReference> withdrawn)
    {
        var image = SourceReference.Read(source);
        if (withdrawn.Any(instance => instance.StudyInstanceUid != image.StudyInstanceUid))
            throw new ArgumentException("Results of another study cannot be rejected by a note in this one.", nameof(withdrawn));
        // Repeated it is the same note; another one rejects others, or speaks to another receiver.
        var series = NameBasedUid.For("withdrawal series", image.StudyInstanceUid);
        var note = NameBasedUid.For("withdrawal", series, image.SopInstanceUid, recipient,
            string.Join('+', withdrawn.Select(instance => instance.SopInstanceUid).Order(StringComparer.Ordinal)));
        var header = ResultHeader.Create(source, context, [], ResultKind.RejectionNote,
            new(ResultClass.SopClassUid(ResultKind.RejectionNote, null), series, note, image.InstanceNumber));
        return new(ResultKind.RejectionNote, null, RejectionNoteWriter.Write(
            header, source, Tid1001ObservationContext.Of(context.Device, null),
            // Who holds it is no part of what it is.
            [.. withdrawn.Select(instance => instance with { Kind = null, HeldBy = null })],
            "do not hold any more: a later analysis of the same image found nothing to measure"))
        {
            Recipients = [recipient],
        };
    }
}
