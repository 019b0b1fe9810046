namespace Acsa.Dicom.IO.Writer;

/// <summary>Which of the lengths that DICOM leaves to the writer are written.</summary>
public class DicomWriteOptions
{
    /// <summary>Undefined lengths, no group lengths.</summary>
    public static DicomWriteOptions Default { get; } = new();

    /// <summary>Whether sequences carry their length; private ones always do.</summary>
    public bool ExplicitLengthSequences { get; set; }

    /// <summary>Whether items carry their length; those of private sequences always do.</summary>
    public bool ExplicitLengthSequenceItems { get; set; }

    /// <summary>Whether group lengths that the data set has are written, with the right value.</summary>
    public bool KeepGroupLengths { get; set; }

    /// <summary>Values from this size on, in bytes, are not buffered on their way to the stream.</summary>
    public uint LargeObjectSize { get; set; } = 1024 * 1024;
}
