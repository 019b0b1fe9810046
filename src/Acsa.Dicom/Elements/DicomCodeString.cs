using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Code String (CS).</summary>
public sealed class DicomCodeString : DicomMultiStringElement
{
    /// <summary>An element of these values.</summary>
    public DicomCodeString(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomCodeString(DicomTag tag, IByteBuffer data) : base(tag, DicomCharacterSet.Default, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.CS;
}
