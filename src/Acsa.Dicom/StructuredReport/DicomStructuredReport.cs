namespace Acsa.Dicom.StructuredReport;

/// <summary>The root container of a report: it has no relationship to anything above it.</summary>
public class DicomStructuredReport : DicomContentItem
{
    /// <summary>The report in this data set.</summary>
    public DicomStructuredReport(DicomDataset dataset) : base(dataset)
    {
    }

    /// <summary>A report of this title with these items.</summary>
    public DicomStructuredReport(DicomCodeItem code, params DicomContentItem[] items)
        : base(code, DicomRelationship.Contains, DicomContinuity.Separate, items) => Dataset.Remove(DicomTag.RelationshipType);
}
