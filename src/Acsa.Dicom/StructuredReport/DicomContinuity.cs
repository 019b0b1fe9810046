namespace Acsa.Dicom.StructuredReport;

/// <summary>Whether the text of a container is to be read as one, (0040,A050).</summary>
public enum DicomContinuity
{
    /// <summary>Not stated.</summary>
    None,

    /// <summary>SEPARATE.</summary>
    Separate,

    /// <summary>CONTINUOUS.</summary>
    Continuous,
}
