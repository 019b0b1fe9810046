namespace Acsa.Dicom;

/// <summary>What else can be done with data sets.</summary>
public static class DicomDatasetExtensions
{
    /// <summary>A copy; changes of either do not reach the other.</summary>
    public static DicomDataset Clone(this DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Copy();
    }

    /// <summary>Date and time of two elements as one; midnight where there is no time.</summary>
    /// <exception cref="DicomDataException">The date is missing.</exception>
    public static DateTime GetDateTime(this DicomDataset dataset, DicomTag date, DicomTag time)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var day = dataset.GetSingleValue<DateTime>(date).Date;
        return dataset.TryGetSingleValue<DateTime>(time, out var moment) ? day + moment.TimeOfDay : day;
    }

    /// <summary>Date and time of two elements as one, if the date is there and both can be read.</summary>
    public static bool TryGetDateTime(this DicomDataset dataset, DicomTag date, DicomTag time, out DateTime value)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        value = default;
        if (!dataset.TryGetSingleValue<DateTime>(date, out var day)) return false;
        value = dataset.TryGetSingleValue<DateTime>(time, out var moment) ? day.Date + moment.TimeOfDay : day.Date;
        return true;
    }

    /// <summary>Date and time with the offset from UTC that (0008,0201) states, else with that of this machine.</summary>
    /// <exception cref="DicomDataException">The date is missing.</exception>
    public static DateTimeOffset GetDateTimeOffset(
        this DicomDataset dataset, DicomTag date, DicomTag time, DicomDataset? topLevelDataset = null)
    {
        var moment = dataset.GetDateTime(date, time);
        var stated = (topLevelDataset ?? dataset).GetSingleValueOrDefault(DicomTag.TimezoneOffsetFromUTC, "").Trim();
        if (stated.Length == 5 && stated[0] is '+' or '-'
            && TimeSpan.TryParseExact(stated.AsSpan(1), "hhmm", System.Globalization.CultureInfo.InvariantCulture, out var offset))
            return new DateTimeOffset(moment, stated[0] == '-' ? -offset : offset);
        return new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified));
    }

    /// <summary>The items of one group.</summary>
    public static IEnumerable<DicomItem> EnumerateGroup(this DicomDataset dataset, ushort group) =>
        dataset.Where(item => item.Tag.Group == group && item.Tag.Element != 0);

    /// <summary>The data set itself, which from now on takes items unchecked.</summary>
    public static DicomDataset NotValidated(this DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        dataset.ValidateItems = false;
        return dataset;
    }

    /// <summary>The data set itself, which from now on checks items that are added.</summary>
    public static DicomDataset Validated(this DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        dataset.ValidateItems = true;
        return dataset;
    }
}
