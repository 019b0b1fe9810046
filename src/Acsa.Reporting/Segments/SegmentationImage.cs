namespace Acsa.Reporting;

/// <summary>
/// General Image and Segmentation Image attributes (PS3.3 C.7.6.1, C.8.20.2) that binary segmentations and label maps share.
/// </summary>
internal static class SegmentationImage
{
    public static void AddTo(DicomDataset result)
    {
        result.AddOrUpdate(DicomTag.ImageType, "DERIVED", "PRIMARY");
        // Type 2C whose condition the validators read as "no geometry": empty is right for ultrasound (PS3.3 C.7.6.1.1.1).
        result.AddOrUpdate<string>(DicomTag.PatientOrientation);
        result.AddOrUpdate(DicomTag.ContentLabel, "ACSA");
        result.AddOrUpdate(DicomTag.ContentDescription, "Anatomical cross-section");
        result.AddOrUpdate<string>(DicomTag.ContentCreatorName);
    }
}
