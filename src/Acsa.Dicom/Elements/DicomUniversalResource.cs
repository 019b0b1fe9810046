using System.Text;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Universal Resource Identifier or Locator (UR): one value, in which a backslash is a character like any other.</summary>
public sealed class DicomUniversalResource : DicomStringElement
{
    /// <summary>An element of this text.</summary>
    public DicomUniversalResource(DicomTag tag, string? value) : base(tag, value)
    {
    }

    /// <summary>An element of text in these encodings.</summary>
    public DicomUniversalResource(DicomTag tag, Encoding[] encodings, IByteBuffer data) : base(tag, encodings, data)
    {
    }

    internal DicomUniversalResource(DicomTag tag, DicomCharacterSet characterSet, IByteBuffer data) : base(tag, characterSet, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.UR;
}
