using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Floating Point Single (FL).</summary>
public sealed class DicomFloatingPointSingle : DicomValueElement<float>
{
    /// <summary>An element of these numbers.</summary>
    public DicomFloatingPointSingle(DicomTag tag, params float[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomFloatingPointSingle(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.FL;
}
