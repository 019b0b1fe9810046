namespace Acsa.Reporting;

/// <summary>How a report says where its numbers were measured.</summary>
public enum ReportRegions
{
    /// <summary>By an outline on the source; by the segmentation where an outline cannot stand for the mask.</summary>
    Outline,

    /// <summary>By frames of the segmentation.</summary>
    Segment,
}
