namespace Acsa.Dicom.Network;

/// <summary>Priority (0000,0700) of a request, PS3.7 E.1.</summary>
public enum DicomPriority : ushort
{
    /// <summary>LOW.</summary>
    Low = 0x0002,

    /// <summary>MEDIUM.</summary>
    Medium = 0x0000,

    /// <summary>HIGH.</summary>
    High = 0x0001,
}
