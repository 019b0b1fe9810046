using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>What all results have in common: patient, study, series, equipment and SOP Common (PS3.3 C.7.1 to C.7.5, C.12.1).</summary>
internal static class ResultHeader
{
    /// <summary>Stated in every report, and printed on pictures unless <see cref="ReportContext.MarksPictures"/> is off.</summary>
    public const string ResearchUseOnly = "Research use only: not a medical device";

    public static DicomDataset Create(ReportRequest request, SourceReference source, ResultIdentity identity, ResultKind kind,
        int? frameNumber)
    {
        // Several pictures of one clip sort by frame behind each other.
        var number = source.InstanceNumber;
        if (frameNumber is { } frame && source.IsMultiFrame && number is >= 0 and < 10_000) number = number * 100_000 + frame;
        return Create(request.Source, request.Context, request.Findings.Select(finding => finding.Model), kind,
            new(ResultClass.SopClassUid(kind, source), identity.Series(kind), identity.Instance(kind, frameNumber), number)
            {
                IsEdited = kind != ResultKind.RejectionNote && request.Findings.Any(finding => finding.IsEdited),
            });
    }

    /// <summary>The same for what is about more than one source; patient and study are those of <paramref name="source"/>.</summary>
    public static DicomDataset Create(DicomDataset source, ReportContext context, IEnumerable<ModelIdentity?> models, ResultKind kind, ResultPlace place)
    {
        // Values of the source are copied as they are, legal or not; the rest is checked by the tests against dciodvfy.
        var result = new DicomDataset().NotValidated();
        result.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        SourceHeader.CopyTo(source, result);
        AddSeries(result, source, kind, place);
        AddEquipment(result, context.Device, models);

        var clock = new ResultClock(source, context.Time);
        result.AddOrUpdate(DicomTag.SOPClassUID, place.SopClassUid);
        result.AddOrUpdate(DicomTag.SOPInstanceUID, place.SopInstanceUid);
        // No Series Date and Time (type 3): late images of a study add to its series, and one series cannot have two times.
        foreach (var date in new[] { DicomTag.InstanceCreationDate, DicomTag.ContentDate }) result.AddOrUpdate(date, clock.Date);
        foreach (var time in new[] { DicomTag.InstanceCreationTime, DicomTag.ContentTime }) result.AddOrUpdate(time, clock.Time);
        if (clock.Offset is { } offset) result.AddOrUpdate(DicomTag.TimezoneOffsetFromUTC, offset);
        return result;
    }

    static void AddSeries(DicomDataset result, DicomDataset source, ResultKind kind, ResultPlace place)
    {
        var (modality, seriesNumber, description) = ResultClass.Series(kind);
        result.AddOrUpdate(DicomTag.Modality, modality ?? source.GetSingleValueOrDefault(DicomTag.Modality, "US"));
        result.AddOrUpdate(DicomTag.SeriesInstanceUID, place.SeriesInstanceUid);
        result.AddOrUpdate(DicomTag.SeriesNumber, seriesNumber);
        // In a viewer's list what a reader edited has to be told from what the model said.
        result.AddOrUpdate(DicomTag.SeriesDescription, $"{description}{(place.IsEdited ? ", edited" : "")} (research use only)");
        result.AddOrUpdate(DicomTag.InstanceNumber, place.InstanceNumber);
        if (kind.IsReport() || kind == ResultKind.RejectionNote)
            // C.17.1, C.17.6.1: type 2 in the series of documents; the step that they come of is unknown.
            result.AddOrUpdate(new DicomSequence(DicomTag.ReferencedPerformedProcedureStepSequence));
        else
            ReencodedCopy.Copy(source, result, DicomTag.ReferencedPerformedProcedureStepSequence);
    }

    // C.7.5.1, C.7.5.2: the node made these instances; the scanner is reached through the references.
    static void AddEquipment(DicomDataset result, DeviceIdentity device, IEnumerable<ModelIdentity?> used)
    {
        result.AddOrUpdate(DicomTag.Manufacturer, device.Manufacturer);
        result.AddOrUpdate(DicomTag.ManufacturerModelName, device.ModelName);
        result.AddOrUpdate(DicomTag.DeviceSerialNumber, device.SerialNumber);
        result.AddOrUpdate(DicomTag.StationName, DisplayText.Limit(device.StationName, 16));
        var models = used.OfType<ModelIdentity>().Distinct()
            .Select(model => DisplayText.Limit($"{model.Id} {model.Version}", 64));
        result.AddOrUpdate(DicomTag.SoftwareVersions, [device.SoftwareVersion, .. models]);
    }
}
