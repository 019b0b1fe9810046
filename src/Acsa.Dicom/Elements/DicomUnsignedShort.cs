using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Unsigned Short (US).</summary>
public sealed class DicomUnsignedShort : DicomValueElement<ushort>
{
    /// <summary>An element of these numbers.</summary>
    public DicomUnsignedShort(DicomTag tag, params ushort[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomUnsignedShort(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.US;
}
