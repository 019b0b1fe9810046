using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Other 64-bit Very Long (OV).</summary>
public sealed class DicomOtherVeryLong : DicomValueElement<ulong>
{
    /// <summary>An element of these numbers.</summary>
    public DicomOtherVeryLong(DicomTag tag, params ulong[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomOtherVeryLong(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OV;

    /// <inheritdoc/>
    protected override void ValidateVM()
    {
        // The whole string of numbers is one value (PS3.5 6.2).
    }
}
