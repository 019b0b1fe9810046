namespace Acsa.Reporting;

/// <summary>
/// Common Instance Reference (PS3.3 C.12.2): the source, by series, at the top of the data set where viewers look for it.
/// </summary>
internal static class ImageReferences
{
    public static void AddTo(DicomDataset result, SourceReference source)
    {
        var instance = new DicomDataset();
        instance.AddOrUpdate(DicomTag.ReferencedSOPClassUID, source.SopClassUid);
        instance.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, source.SopInstanceUid);
        var series = new DicomDataset();
        series.AddOrUpdate(DicomTag.SeriesInstanceUID, source.SeriesInstanceUid);
        series.AddOrUpdate(new DicomSequence(DicomTag.ReferencedInstanceSequence, instance));
        result.AddOrUpdate(new DicomSequence(DicomTag.ReferencedSeriesSequence, series));
    }
}
