using System.Text;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Short String (SH).</summary>
public sealed class DicomShortString : DicomMultiStringElement
{
    /// <summary>An element of these values.</summary>
    public DicomShortString(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of text in these encodings.</summary>
    public DicomShortString(DicomTag tag, Encoding[] encodings, IByteBuffer data) : base(tag, encodings, data)
    {
    }

    internal DicomShortString(DicomTag tag, DicomCharacterSet characterSet, IByteBuffer data) : base(tag, characterSet, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SH;
}
