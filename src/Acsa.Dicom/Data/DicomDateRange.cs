namespace Acsa.Dicom;

/// <summary>
/// A range of dates and times for queries; <see cref="DateTime.MinValue"/> and MaxValue leave an end open (PS3.4 C.2.2.2.5).
/// </summary>
public class DicomDateRange : DicomRange<DateTime>
{
    /// <summary>A range that is open at both ends.</summary>
    public DicomDateRange()
        : base(DateTime.MinValue, DateTime.MaxValue)
    {
    }

    /// <summary>A range from one end to the other.</summary>
    public DicomDateRange(DateTime min, DateTime max)
        : base(min, max)
    {
    }

    /// <summary>The range as a key: "a-b", "a-" or "-b"; one value where both ends are written alike; empty when open at both.</summary>
    public string ToString(string format, IFormatProvider provider)
    {
        var from = Minimum == DateTime.MinValue ? "" : Minimum.ToString(format, provider);
        var to = Maximum == DateTime.MaxValue ? "" : Maximum.ToString(format, provider);
        return from == to ? from : $"{from}-{to}";
    }
}
