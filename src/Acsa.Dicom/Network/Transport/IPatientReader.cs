namespace Acsa.Dicom.Network;

/// <summary>A stream that a thread can wait for.</summary>
internal interface IPatientReader
{
    /// <summary>Reads what is there or comes within a time.</summary>
    /// <param name="buffer">Where it is put.</param>
    /// <param name="patience">The time, in whole milliseconds; zero does not wait.</param>
    /// <param name="read">Bytes read; 0 with <see cref="PatientRead.Done"/> is the end of the stream.</param>
    PatientRead TryRead(Span<byte> buffer, TimeSpan patience, out int read);
}
