using System.Globalization;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Date Time (DT): YYYYMMDDHHMMSS.FFFFFF±ZZXX, from the right as short as known.</summary>
public sealed class DicomDateTime : DicomDateElement
{
    private static readonly string[] Formats =
        ["yyyyMMddHHmmss.FFFFFF", "yyyyMMddHHmm", "yyyyMMddHH", "yyyyMMdd", "yyyyMM", "yyyy"];

    /// <summary>An element of these moments, with the offset from UTC where the kind is known.</summary>
    public DicomDateTime(DicomTag tag, params DateTime[] values) : base(tag, Array.ConvertAll(values, Format))
    {
    }

    /// <summary>An element of these values.</summary>
    public DicomDateTime(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomDateTime(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.DT;

    /// <inheritdoc/>
    public override T Get<T>(int item = -1)
    {
        if (typeof(T) != typeof(DateTimeOffset) && typeof(T) != typeof(DateTimeOffset?)) return base.Get<T>(item);
        var index = Math.Max(item, 0);
        CheckIndex(index);
        var (moment, offset) = Parse(Values[index]);
        return (T)(object)new DateTimeOffset(moment, offset ?? throw new FormatException("The date-time states no offset from UTC."));
    }

    private protected override DateTime ParseDate(string text) => Parse(text).Moment;

    private static (DateTime Moment, TimeSpan? Offset) Parse(string text)
    {
        var trimmed = text.Trim();
        var sign = trimmed.IndexOfAny(['+', '-']);
        TimeSpan? offset = null;
        if (sign > 0)
        {
            offset = TimeSpan.ParseExact(trimmed.AsSpan(sign + 1), "hhmm", CultureInfo.InvariantCulture);
            if (trimmed[sign] == '-') offset = -offset;
            trimmed = trimmed[..sign];
        }
        return (DateTime.ParseExact(trimmed, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None), offset);
    }

    private static string Format(DateTime value)
    {
        var text = value.ToString("yyyyMMddHHmmss.FFFFFF", CultureInfo.InvariantCulture);
        if (value.Kind == DateTimeKind.Unspecified) return text;
        return text + value.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
    }
}
