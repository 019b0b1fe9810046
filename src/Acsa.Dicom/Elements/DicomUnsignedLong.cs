using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Unsigned Long (UL).</summary>
public sealed class DicomUnsignedLong : DicomValueElement<uint>
{
    /// <summary>An element of these numbers.</summary>
    public DicomUnsignedLong(DicomTag tag, params uint[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomUnsignedLong(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.UL;
}
