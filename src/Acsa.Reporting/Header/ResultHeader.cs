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
        // Values of the source are copied as they are, legal or not; the rest is checked by the tests against dciodvfy.
        var result = new DicomDataset().NotValidated();
        result.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        SourceHeader.CopyTo(request.Source, result);
        AddSeries(result, request, source, identity, kind, frameNumber);
        AddEquipment(result, request.Context.Device, request.Findings);

        var clock = new ResultClock(request.Source, request.Context.Time);
        result.AddOrUpdate(DicomTag.SOPClassUID, ResultClass.SopClassUid(kind, source));
        result.AddOrUpdate(DicomTag.SOPInstanceUID, identity.Instance(kind, frameNumber));
        // No Series Date and Time (type 3): late images of a study add to its series, and one series cannot have two times.
        foreach (var date in new[] { DicomTag.InstanceCreationDate, DicomTag.ContentDate }) result.AddOrUpdate(date, clock.Date);
        foreach (var time in new[] { DicomTag.InstanceCreationTime, DicomTag.ContentTime }) result.AddOrUpdate(time, clock.Time);
        if (clock.Offset is { } offset) result.AddOrUpdate(DicomTag.TimezoneOffsetFromUTC, offset);
        return result;
    }

    static void AddSeries(DicomDataset result, ReportRequest request, SourceReference source, ResultIdentity identity, ResultKind kind,
        int? frameNumber)
    {
        var (modality, seriesNumber, description) = ResultClass.Series(kind);
        modality ??= request.Source.GetSingleValueOrDefault(DicomTag.Modality, "US");
        result.AddOrUpdate(DicomTag.Modality, modality);
        result.AddOrUpdate(DicomTag.SeriesInstanceUID, identity.Series(kind));
        result.AddOrUpdate(DicomTag.SeriesNumber, seriesNumber);
        result.AddOrUpdate(DicomTag.SeriesDescription, $"{description} (research use only)");
        // Several pictures of one clip sort by frame behind each other.
        var number = source.InstanceNumber;
        if (frameNumber is { } frame && source.IsMultiFrame && number is >= 0 and < 10_000) number = number * 100_000 + frame;
        result.AddOrUpdate(DicomTag.InstanceNumber, number);
        if (kind.IsMeasurementReport() || kind is ResultKind.TextReport or ResultKind.RejectionNote)
            // C.17.1, C.17.6.1: type 2 in the series of documents; the step that they come of is unknown.
            result.AddOrUpdate(new DicomSequence(DicomTag.ReferencedPerformedProcedureStepSequence));
        else
            ReencodedCopy.Copy(request.Source, result, DicomTag.ReferencedPerformedProcedureStepSequence);
    }

    // C.7.5.1, C.7.5.2: the node made these instances; the scanner is reached through the references.
    static void AddEquipment(DicomDataset result, DeviceIdentity device, IReadOnlyList<Finding> findings)
    {
        result.AddOrUpdate(DicomTag.Manufacturer, device.Manufacturer);
        result.AddOrUpdate(DicomTag.ManufacturerModelName, device.ModelName);
        result.AddOrUpdate(DicomTag.DeviceSerialNumber, device.SerialNumber);
        result.AddOrUpdate(DicomTag.StationName, DisplayText.Limit(device.StationName, 16));
        var models = findings.Select(finding => finding.Model).OfType<ModelIdentity>().Distinct()
            .Select(model => DisplayText.Limit($"{model.Id} {model.Version}", 64));
        result.AddOrUpdate(DicomTag.SoftwareVersions, [device.SoftwareVersion, .. models]);
    }
}
