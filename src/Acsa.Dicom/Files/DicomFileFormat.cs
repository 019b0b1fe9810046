namespace Acsa.Dicom;

/// <summary>What a file looks like at its beginning.</summary>
public enum DicomFileFormat
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Preamble, prefix and file meta information (PS3.10 7.1).</summary>
    DICOM3,

    /// <summary>File meta information without preamble.</summary>
    DICOM3NoPreamble,

    /// <summary>A bare data set.</summary>
    DICOM3NoFileMetaInfo,

    /// <summary>ACR-NEMA 1.0.</summary>
    ACRNEMA1,

    /// <summary>ACR-NEMA 2.0.</summary>
    ACRNEMA2,
}
