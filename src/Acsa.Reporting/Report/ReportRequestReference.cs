namespace Acsa.Reporting;

/// <summary>Referenced Request Sequence (PS3.3 C.17.2): the order behind the study, where the source names it.</summary>
internal static class ReportRequestReference
{
    public static void AddTo(DicomDataset source, DicomDataset result)
    {
        if (!source.TryGetSequence(DicomTag.RequestAttributesSequence, out var requests) || requests.Items.Count == 0) return;
        result.AddOrUpdate(new DicomSequence(DicomTag.ReferencedRequestSequence,
            [.. requests.Items.Take(Limits.MaxCopiedItems).Select(request => Item(source, request))]));
    }

    static DicomDataset Item(DicomDataset source, DicomDataset request)
    {
        var item = new DicomDataset().NotValidated();
        ReencodedCopy.Copy(source, item, DicomTag.StudyInstanceUID);
        ReencodedCopy.Copy(source, item, DicomTag.AccessionNumber);
        foreach (var tag in new[]
        {
            DicomTag.AccessionNumber, DicomTag.PlacerOrderNumberImagingServiceRequest, DicomTag.FillerOrderNumberImagingServiceRequest,
            DicomTag.RequestedProcedureID, DicomTag.RequestedProcedureDescription,
        })
        {
            ReencodedCopy.Copy(request, item, tag);
            if (!item.Contains(tag)) item.AddOrUpdate<string>(tag);
        }
        foreach (var tag in new[] { DicomTag.ReferencedStudySequence, DicomTag.RequestedProcedureCodeSequence })
        {
            ReencodedCopy.Copy(request, item, tag);
            if (!item.Contains(tag)) item.AddOrUpdate(new DicomSequence(tag));
        }
        return item;
    }
}
