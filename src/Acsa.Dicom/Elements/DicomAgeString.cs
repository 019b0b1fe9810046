using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Age String (AS).</summary>
public sealed class DicomAgeString : DicomMultiStringElement
{
    /// <summary>An element of these values.</summary>
    public DicomAgeString(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomAgeString(DicomTag tag, IByteBuffer data) : base(tag, DicomCharacterSet.Default, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.AS;
}
