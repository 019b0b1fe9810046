using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Floating Point Double (FD).</summary>
public sealed class DicomFloatingPointDouble : DicomValueElement<double>
{
    /// <summary>An element of these numbers.</summary>
    public DicomFloatingPointDouble(DicomTag tag, params double[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomFloatingPointDouble(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.FD;
}
