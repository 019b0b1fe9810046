using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Unknown (UN): bytes whose value representation the writer did not know.</summary>
public sealed class DicomUnknown : DicomOtherByte
{
    /// <summary>An element of these bytes.</summary>
    public DicomUnknown(DicomTag tag, params byte[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomUnknown(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.UN;
}
