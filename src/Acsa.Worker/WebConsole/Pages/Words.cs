using System.Globalization;
using Acsa.DicomScp;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Worker.WebConsole.Pages;

/// <summary>How the pages write times, numbers and names.</summary>
static class Words
{
    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    public static string Unit(double? value, string format, string unit) => value is null ? "–" : $"{Number(value, format)} {unit}";

    /// <summary>With its sign; a dash where there is none.</summary>
    public static string Percent(double? value) => value?.ToString("+0.0' %';−0.0' %';0.0' %'", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>With the part of true values that it holds, or that it is the range between two thresholds.</summary>
    public static string Interval(ErrorInterval? interval, string format) => interval is { } range
        ? $"{Number(range.Low, format)} to {Number(range.High, format)} ({(range.Coverage is { } part ? $"{Number(100 * part, "0.##")} %"
            : "thresholds")})" : "";

    public static string Span(TimeSpan span) => span.TotalSeconds < 120 ? Number(Math.Max(0, span.TotalSeconds), "0") + " s"
        : span.TotalMinutes < 120 ? Number(span.TotalMinutes, "0") + " min"
        : span.TotalHours < 48 ? Number(span.TotalHours, "0") + " h" : Number(span.TotalDays, "0") + " days";

    public static string Bytes(long bytes) => bytes >= 1_000_000_000 ? Number(bytes / 1e9, "0.0") + " GB" : Number(bytes / 1e6, "0")
        + " MB";

    public static string Muscle(string? key) => key is null ? "no muscle" : StructureTable.BuiltIn.Find(key)?.Name ?? key;

    public static string Verdict(AdmissionVerdict verdict) => verdict switch
    {
        AdmissionVerdict.CalledAeUnknown => "calls this node by another title",
        AdmissionVerdict.CallingAeUnknown => "its title is not known",
        AdmissionVerdict.HostNotAllowed => "its title is known, its address is not",
        _ => "admitted",
    };

    /// <summary>For the colours of badges: well, doubtful, bad or plain.</summary>
    public static string Mood(string? state) => state switch
    {
        "measured" or "delivered" or "committed" or "closed" => "well",
        "review" or "half-open" or "received" or "assembled" or "analysed" or "pending" => "doubt",
        "refused" or "failed" or "parked" or "open" => "bad",
        _ => "plain",
    };
}
