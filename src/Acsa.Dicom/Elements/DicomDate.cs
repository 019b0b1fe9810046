using System.Globalization;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Date (DA): YYYYMMDD.</summary>
public sealed class DicomDate : DicomDateElement
{
    // The dots are ACR-NEMA's (PS3.5 6.2), the slashes and the shorter forms are met in the wild.
    private static readonly string[] Formats = ["yyyyMMdd", "yyyy.MM.dd", "yyyy/MM/dd", "yyyy-MM-dd", "yyyyMM", "yyyy"];

    /// <summary>An element of these days.</summary>
    public DicomDate(DicomTag tag, params DateTime[] values)
        : base(tag, Array.ConvertAll(values, value => value.ToString("yyyyMMdd", CultureInfo.InvariantCulture)))
    {
    }

    /// <summary>An element of these values.</summary>
    public DicomDate(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomDate(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.DA;

    private protected override DateTime ParseDate(string text) =>
        DateTime.ParseExact(text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None);
}
