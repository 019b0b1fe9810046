namespace Acsa.Dicom.StructuredReport;

/// <summary>The defined terms of content items.</summary>
internal static class ContentItemTerms
{
    private static readonly (DicomValueType Value, string Term)[] ValueTypes =
    [
        (DicomValueType.Container, "CONTAINER"),
        (DicomValueType.Text, "TEXT"),
        (DicomValueType.Code, "CODE"),
        (DicomValueType.Numeric, "NUM"),
        (DicomValueType.PersonName, "PNAME"),
        (DicomValueType.Date, "DATE"),
        (DicomValueType.Time, "TIME"),
        (DicomValueType.DateTime, "DATETIME"),
        (DicomValueType.UIDReference, "UIDREF"),
        (DicomValueType.Composite, "COMPOSITE"),
        (DicomValueType.Image, "IMAGE"),
        (DicomValueType.Waveform, "WAVEFORM"),
        (DicomValueType.SpatialCoordinate, "SCOORD"),
        (DicomValueType.TemporalCoordinate, "TCOORD"),
    ];

    private static readonly (DicomRelationship Value, string Term)[] Relationships =
    [
        (DicomRelationship.Contains, "CONTAINS"),
        (DicomRelationship.HasProperties, "HAS PROPERTIES"),
        (DicomRelationship.InferredFrom, "INFERRED FROM"),
        (DicomRelationship.SelectedFrom, "SELECTED FROM"),
        (DicomRelationship.HasObservationContext, "HAS OBS CONTEXT"),
        (DicomRelationship.HasAcquisitionContext, "HAS ACQ CONTEXT"),
        (DicomRelationship.HasConceptModifier, "HAS CONCEPT MOD"),
    ];

    internal static string Of(DicomValueType type) => Array.Find(ValueTypes, pair => pair.Value == type).Term;

    internal static string Of(DicomRelationship relationship) => Array.Find(Relationships, pair => pair.Value == relationship).Term;

    internal static DicomValueType ValueType(string term)
    {
        var index = Array.FindIndex(ValueTypes, pair => pair.Term == term);
        return index >= 0 ? ValueTypes[index].Value : throw new DicomStructuredReportException("Unknown value type of a content item");
    }

    internal static DicomRelationship Relationship(string term)
    {
        var index = Array.FindIndex(Relationships, pair => pair.Term == term);
        return index >= 0 ? Relationships[index].Value : throw new DicomStructuredReportException("Unknown relationship of a content item");
    }
}
