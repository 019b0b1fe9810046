namespace Acsa.Dicom.StructuredReport;

/// <summary>The kind of value that a content item has, (0040,A040) (PS3.3 C.17.3.2.1).</summary>
public enum DicomValueType
{
    /// <summary>CONTAINER.</summary>
    Container,

    /// <summary>TEXT.</summary>
    Text,

    /// <summary>CODE.</summary>
    Code,

    /// <summary>NUM.</summary>
    Numeric,

    /// <summary>PNAME.</summary>
    PersonName,

    /// <summary>DATE.</summary>
    Date,

    /// <summary>TIME.</summary>
    Time,

    /// <summary>DATETIME.</summary>
    DateTime,

    /// <summary>UIDREF.</summary>
    UIDReference,

    /// <summary>COMPOSITE.</summary>
    Composite,

    /// <summary>IMAGE.</summary>
    Image,

    /// <summary>WAVEFORM.</summary>
    Waveform,

    /// <summary>SCOORD.</summary>
    SpatialCoordinate,

    /// <summary>TCOORD.</summary>
    TemporalCoordinate,
}
