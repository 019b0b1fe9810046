using System.Globalization;

namespace Acsa.Reporting;

/// <summary>
/// The time of a job as a result states it. Timezone Offset From UTC (0008,0201) holds for every date and time of an instance (PS3.3
/// C.12.1.1.8); the study's are copied, so a result takes the source's offset; where the source states none, times are the node's local
/// ones and the result states none.
/// </summary>
internal sealed class ResultClock
{
    public ResultClock(DicomDataset source, DateTimeOffset time)
    {
        Offset = source.GetSingleValueOrDefault(DicomTag.TimezoneOffsetFromUTC, "").Trim();
        if (TryParse(Offset, out var offset)) time = time.ToOffset(offset);
        else Offset = null;
        Date = time.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        Time = time.ToString("HHmmss.ffffff", CultureInfo.InvariantCulture);
    }

    /// <summary>The source's offset, &amp;ZZXX; null when it states none.</summary>
    public string? Offset { get; }

    /// <summary>DA.</summary>
    public string Date { get; }

    /// <summary>TM with microseconds.</summary>
    public string Time { get; }

    // PS3.3 C.12.1.1.8: -1200 to +1400, sign always present.
    static bool TryParse(string text, out TimeSpan offset)
    {
        offset = default;
        if (text.Length != 5 || text[0] is not ('+' or '-')) return false;
        if (!int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return false;
        var minutes = digits / 100 * 60 + digits % 100;
        if (digits % 100 > 59 || minutes > (text[0] == '-' ? 12 : 14) * 60) return false;
        offset = TimeSpan.FromMinutes(text[0] == '-' ? -minutes : minutes);
        return true;
    }
}
