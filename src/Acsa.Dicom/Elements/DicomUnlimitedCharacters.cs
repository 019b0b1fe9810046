using System.Text;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Unlimited Characters (UC).</summary>
public sealed class DicomUnlimitedCharacters : DicomMultiStringElement
{
    /// <summary>An element of these values.</summary>
    public DicomUnlimitedCharacters(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of text in these encodings.</summary>
    public DicomUnlimitedCharacters(DicomTag tag, Encoding[] encodings, IByteBuffer data) : base(tag, encodings, data)
    {
    }

    internal DicomUnlimitedCharacters(DicomTag tag, DicomCharacterSet characterSet, IByteBuffer data) : base(tag, characterSet, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.UC;
}
