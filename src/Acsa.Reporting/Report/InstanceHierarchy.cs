namespace Acsa.Reporting;

/// <summary>Hierarchical SOP Instance Reference macro (PS3.3 C.17.2.1): studies, their series, their instances.</summary>
internal static class InstanceHierarchy
{
    public static DicomSequence Of(DicomTag tag, IEnumerable<InstanceReference> instances) =>
        new(tag, [.. instances.Distinct().GroupBy(instance => instance.StudyInstanceUid).Select(Study)]);

    static DicomDataset Study(IGrouping<string, InstanceReference> instances)
    {
        var study = new DicomDataset();
        study.AddOrUpdate(DicomTag.StudyInstanceUID, instances.Key);
        study.AddOrUpdate(new DicomSequence(DicomTag.ReferencedSeriesSequence,
            [.. instances.GroupBy(instance => instance.SeriesInstanceUid).Select(Series)]));
        return study;
    }

    static DicomDataset Series(IGrouping<string, InstanceReference> instances)
    {
        var series = new DicomDataset();
        series.AddOrUpdate(DicomTag.SeriesInstanceUID, instances.Key);
        series.AddOrUpdate(new DicomSequence(DicomTag.ReferencedSOPSequence, [.. instances.Select(Instance)]));
        return series;
    }

    static DicomDataset Instance(InstanceReference instance)
    {
        var item = new DicomDataset();
        item.AddOrUpdate(DicomTag.ReferencedSOPClassUID, instance.SopClassUid);
        item.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, instance.SopInstanceUid);
        return item;
    }
}
