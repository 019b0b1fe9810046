namespace Acsa.Dicom;

/// <summary>Where reading stands when it asks whether to stop; the same object each time, so take out of it what is to be kept.</summary>
public sealed class ParseState
{
    /// <summary>The element before, on the same level, or null.</summary>
    public DicomTag? PreviousTag { get; set; }

    /// <summary>The element that would be read next.</summary>
    public required DicomTag Tag { get; set; }

    /// <summary>How many sequences are around it.</summary>
    public int SequenceDepth { get; set; }
}
