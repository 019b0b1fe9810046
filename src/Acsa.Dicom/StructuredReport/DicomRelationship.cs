namespace Acsa.Dicom.StructuredReport;

/// <summary>How a content item relates to the one that holds it, (0040,A010) (PS3.3 C.17.3.2.4).</summary>
public enum DicomRelationship
{
    /// <summary>CONTAINS.</summary>
    Contains,

    /// <summary>HAS PROPERTIES.</summary>
    HasProperties,

    /// <summary>INFERRED FROM.</summary>
    InferredFrom,

    /// <summary>SELECTED FROM.</summary>
    SelectedFrom,

    /// <summary>HAS OBS CONTEXT.</summary>
    HasObservationContext,

    /// <summary>HAS ACQ CONTEXT.</summary>
    HasAcquisitionContext,

    /// <summary>HAS CONCEPT MOD.</summary>
    HasConceptModifier,
}
