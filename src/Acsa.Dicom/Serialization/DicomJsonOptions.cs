namespace Acsa.Dicom.Serialization;

/// <summary>How a data set is written as JSON.</summary>
public sealed record DicomJsonOptions
{
    /// <summary>Binary values up to so many bytes stand in the JSON as Base64; at most 1 MiB.</summary>
    public int InlineLimit { get; init; } = 16 * 1024;

    /// <summary>
    /// Gives the URI of a binary value that is not inlined, by its path from the top: tags, and item numbers from 0. Where there is none
    /// (null), the attribute is left out: PS3.18 F.2.2 would read one without a value as empty.
    /// </summary>
    public Func<string, string?>? BulkDataUri { get; init; }

    /// <summary>Whether attributes are named by keyword instead of tag, for people; such JSON is not DICOM's.</summary>
    public bool TagsAsKeywords { get; init; }

    /// <summary>Whether there are line breaks and indents.</summary>
    public bool IsIndented { get; init; }
}
