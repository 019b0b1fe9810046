using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Signed 64-bit Very Long (SV).</summary>
public sealed class DicomSignedVeryLong : DicomValueElement<long>
{
    /// <summary>An element of these numbers.</summary>
    public DicomSignedVeryLong(DicomTag tag, params long[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomSignedVeryLong(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SV;
}
