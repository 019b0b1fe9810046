using System.Text;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Long String (LO).</summary>
public sealed class DicomLongString : DicomMultiStringElement
{
    /// <summary>An element of these values.</summary>
    public DicomLongString(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of text in these encodings.</summary>
    public DicomLongString(DicomTag tag, Encoding[] encodings, IByteBuffer data) : base(tag, encodings, data)
    {
    }

    internal DicomLongString(DicomTag tag, DicomCharacterSet characterSet, IByteBuffer data) : base(tag, characterSet, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.LO;
}
