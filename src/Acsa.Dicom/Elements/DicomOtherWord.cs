using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Other Word (OW).</summary>
public sealed class DicomOtherWord : DicomValueElement<ushort>
{
    /// <summary>An element of these numbers.</summary>
    public DicomOtherWord(DicomTag tag, params ushort[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomOtherWord(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OW;

    /// <inheritdoc/>
    protected override void ValidateVM()
    {
        // The whole string of numbers is one value (PS3.5 6.2).
    }
}
