using System.Text;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Person Name (PN): family^given^middle^prefix^suffix, in up to three groups: alphabetic=ideographic=phonetic.</summary>
public sealed class DicomPersonName : DicomMultiStringElement
{
    /// <summary>An element of these names.</summary>
    public DicomPersonName(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of one name in parts.</summary>
    public DicomPersonName(DicomTag tag, string? last, string? first, string? middle, string? prefix = null, string? suffix = null)
        : base(tag, string.Join('^', last, first, middle, prefix, suffix).TrimEnd('^'))
    {
    }

    /// <summary>An element of text in these encodings.</summary>
    public DicomPersonName(DicomTag tag, Encoding[] encodings, IByteBuffer data) : base(tag, encodings, data)
    {
    }

    internal DicomPersonName(DicomTag tag, DicomCharacterSet characterSet, IByteBuffer data) : base(tag, characterSet, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.PN;

    /// <summary>The family name.</summary>
    public string Last => Component(0);

    /// <summary>The given name.</summary>
    public string First => Component(1);

    /// <summary>The middle name.</summary>
    public string Middle => Component(2);

    /// <summary>The prefix.</summary>
    public string Prefix => Component(3);

    /// <summary>The suffix.</summary>
    public string Suffix => Component(4);

    private string Component(int index)
    {
        if (Count == 0) return "";
        var alphabetic = Values[0].Split('=')[0].Split('^');
        return index < alphabetic.Length ? alphabetic[index] : "";
    }
}
