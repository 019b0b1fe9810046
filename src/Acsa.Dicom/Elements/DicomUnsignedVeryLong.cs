using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Unsigned 64-bit Very Long (UV).</summary>
public sealed class DicomUnsignedVeryLong : DicomValueElement<ulong>
{
    /// <summary>An element of these numbers.</summary>
    public DicomUnsignedVeryLong(DicomTag tag, params ulong[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomUnsignedVeryLong(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.UV;
}
