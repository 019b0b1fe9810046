namespace Acsa.Dicom.Network;

/// <summary>The status type of PS3.7 Annex C that a status code belongs to.</summary>
public enum DicomState
{
    /// <summary>The operation succeeded (PS3.7 C.1).</summary>
    Success,

    /// <summary>The operation was cancelled (PS3.7 C.3).</summary>
    Cancel,

    /// <summary>More responses follow (PS3.7 C.2).</summary>
    Pending,

    /// <summary>The operation succeeded with a remark (PS3.7 C.4).</summary>
    Warning,

    /// <summary>The operation failed (PS3.7 C.5).</summary>
    Failure,
}
