using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Application Entity (AE).</summary>
public sealed class DicomApplicationEntity : DicomMultiStringElement
{
    /// <summary>An element of these values.</summary>
    public DicomApplicationEntity(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomApplicationEntity(DicomTag tag, IByteBuffer data) : base(tag, DicomCharacterSet.Default, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.AE;
}
