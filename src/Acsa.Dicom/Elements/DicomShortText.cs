using System.Text;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Short Text (ST): one value, in which a backslash is a character like any other.</summary>
public sealed class DicomShortText : DicomStringElement
{
    /// <summary>An element of this text.</summary>
    public DicomShortText(DicomTag tag, string? value) : base(tag, value)
    {
    }

    /// <summary>An element of text in these encodings.</summary>
    public DicomShortText(DicomTag tag, Encoding[] encodings, IByteBuffer data) : base(tag, encodings, data)
    {
    }

    internal DicomShortText(DicomTag tag, DicomCharacterSet characterSet, IByteBuffer data) : base(tag, characterSet, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.ST;
}
