using System.Globalization;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>
/// Time (TM): HHMMSS.FFFFFF, from the right as short as known. As <see cref="DateTime"/> it is on 1 January of the year 1.
/// </summary>
public sealed class DicomTime : DicomDateElement
{
    private static readonly string[] Formats = ["HHmmss.FFFFFF", "HHmm", "HH", "HH:mm:ss.FFFFFF", "HH:mm"];

    /// <summary>An element of these times of day; the fraction is written where there is one.</summary>
    public DicomTime(DicomTag tag, params DateTime[] values)
        : base(tag, Array.ConvertAll(values, value => value.ToString("HHmmss.FFFFFF", CultureInfo.InvariantCulture)))
    {
    }

    /// <summary>An element of these values.</summary>
    public DicomTime(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomTime(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.TM;

    // A leap second (60) is the last moment of the second before: DateTime has none.
    private protected override DateTime ParseDate(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length >= 6 && trimmed.AsSpan(4, 2) is "60") trimmed = trimmed[..4] + "59";
        return DateTime.ParseExact(trimmed, Formats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault);
    }
}
