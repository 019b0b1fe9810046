using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Signed Long (SL).</summary>
public sealed class DicomSignedLong : DicomValueElement<int>
{
    /// <summary>An element of these numbers.</summary>
    public DicomSignedLong(DicomTag tag, params int[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomSignedLong(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SL;
}
