namespace Acsa.Dicom.Network;

/// <summary>What came of waiting for bytes.</summary>
internal enum PatientRead
{
    /// <summary>Nothing came.</summary>
    Nothing,

    /// <summary>Bytes, or the end.</summary>
    Done,

    /// <summary>The connection is broken; an asynchronous read tells how.</summary>
    Broken,
}
