using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Other Double (OD).</summary>
public sealed class DicomOtherDouble : DicomValueElement<double>
{
    /// <summary>An element of these numbers.</summary>
    public DicomOtherDouble(DicomTag tag, params double[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    public DicomOtherDouble(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OD;

    /// <inheritdoc/>
    protected override void ValidateVM()
    {
        // The whole string of numbers is one value (PS3.5 6.2).
    }
}
