using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Other Long (OL).</summary>
public sealed class DicomOtherLong : DicomValueElement<uint>
{
    /// <summary>An element of these numbers.</summary>
    public DicomOtherLong(DicomTag tag, params uint[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomOtherLong(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OL;

    /// <inheritdoc/>
    protected override void ValidateVM()
    {
        // The whole string of numbers is one value (PS3.5 6.2).
    }
}
