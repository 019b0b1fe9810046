using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Signed Short (SS).</summary>
public sealed class DicomSignedShort : DicomValueElement<short>
{
    /// <summary>An element of these numbers.</summary>
    public DicomSignedShort(DicomTag tag, params short[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomSignedShort(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SS;
}
