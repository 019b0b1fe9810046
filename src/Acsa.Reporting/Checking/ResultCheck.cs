namespace Acsa.Reporting;

/// <summary>
/// Compares what was written, read again from its bytes, with what was asked for. A result that fails is not to be sent: it would show
/// something else than was measured.
/// </summary>
public static class ResultCheck
{
    const int HeaderBytes = 32_768;

    /// <summary>What is wrong with <paramref name="readBack"/>, the written instance opened again; empty when all is well.</summary>
    public static IReadOnlyList<string> Problems(ResultInstance written, DicomFile readBack, ReportRequest request)
    {
        var problems = new List<string>();
        var data = readBack.Dataset;
        foreach (var tag in new[] { DicomTag.SOPClassUID, DicomTag.SOPInstanceUID, DicomTag.SeriesInstanceUID, DicomTag.PatientID,
            DicomTag.PatientName })
            Same(written.File.Dataset, data, tag, "the instance that was written", problems);
        Same(request.Source, data, DicomTag.StudyInstanceUID, "the source", problems);
        switch (written.Kind)
        {
            case ResultKind.Segmentation or ResultKind.SegmentationStrict or ResultKind.SegmentationFullSpatial:
                SegmentationCheck.Run(data, request, problems);
                break;
            case ResultKind.LabelMap:
                LabelMapCheck.Run(data, request, problems);
                break;
            case var kind when kind.IsMeasurementReport():
                ReportCheck.Run(data, request, kind, problems);
                break;
            case ResultKind.TextReport:
                TextReportCheck.Run(data, request, problems);
                break;
            case ResultKind.PresentationState:
                PresentationStateCheck.Run(data, request, problems);
                break;
            case ResultKind.RejectionNote:
                RejectionNoteCheck.Run(data, request, written.Recipients?.Single(), problems);
                break;
            case ResultKind.Document:
                SameBytes(written.File.Dataset, data, DicomTag.EncapsulatedDocument, problems);
                break;
            default:
                SameBytes(written.File.Dataset, data, DicomTag.PixelData, problems);
                break;
        }
        return problems;
    }

    /// <summary>The same for a whole set, each instance written to memory and read again.</summary>
    public static IReadOnlyList<string> Problems(ResultSet results, ReportRequest request)
    {
        var problems = new List<string>();
        foreach (var instance in results.Instances)
        {
            using var stream = new MemoryStream(Largest(instance.File.Dataset) + HeaderBytes);
            instance.File.Save(stream);
            stream.Position = 0;
            problems.AddRange(Problems(instance, DicomFile.Open(stream), request).Select(problem => $"{instance.Kind}: {problem}"));
        }
        return problems;
    }

    // What the pixels or the page take: the rest fits beside them, and a stream that grows copies all of it again.
    static int Largest(DicomDataset data) =>
        (int)((data.GetDicomItem<DicomElement>(DicomTag.PixelData) ?? data.GetDicomItem<DicomElement>(DicomTag.EncapsulatedDocument))
            ?.Buffer.Size ?? 0);

    static void Same(DicomDataset expected, DicomDataset actual, DicomTag tag, string whose, List<string> problems)
    {
        // The values are not quoted: some of them are patient data.
        if (expected.GetSingleValueOrDefault(tag, "") != actual.GetSingleValueOrDefault(tag, ""))
            problems.Add($"{tag} {tag.DictionaryEntry.Name} is not that of {whose}.");
    }

    static void SameBytes(DicomDataset expected, DicomDataset actual, DicomTag tag, List<string> problems)
    {
        if (!Bytes(expected, tag).AsSpan().SequenceEqual(Bytes(actual, tag)) || Bytes(actual, tag).Length == 0)
            problems.Add($"{tag} {tag.DictionaryEntry.Name} is not what was written.");
    }

    internal static byte[] Pixels(DicomDataset data) => Bytes(data, DicomTag.PixelData);

    static byte[] Bytes(DicomDataset data, DicomTag tag) => data.GetDicomItem<DicomElement>(tag)?.Buffer.Data ?? [];
}
