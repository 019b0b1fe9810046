namespace Acsa.Dicom.Network;

/// <summary>Query/Retrieve Level (0008,0052), PS3.4 C.3.</summary>
public enum DicomQueryRetrieveLevel
{
    /// <summary>PATIENT.</summary>
    Patient,

    /// <summary>STUDY.</summary>
    Study,

    /// <summary>SERIES.</summary>
    Series,

    /// <summary>IMAGE.</summary>
    Image,

    /// <summary>The identifier has no level, as in worklist queries.</summary>
    NotApplicable,
}
