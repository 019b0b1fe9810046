using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Other Float (OF).</summary>
public sealed class DicomOtherFloat : DicomValueElement<float>
{
    /// <summary>An element of these numbers.</summary>
    public DicomOtherFloat(DicomTag tag, params float[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomOtherFloat(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OF;

    /// <inheritdoc/>
    protected override void ValidateVM()
    {
        // The whole string of numbers is one value (PS3.5 6.2).
    }
}
