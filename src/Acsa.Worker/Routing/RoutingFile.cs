namespace Acsa.Worker.Routing;

/// <summary>Reads the attributes that rules ask for from a file, and no more of it than that.</summary>
static class RoutingFile
{
    /// <summary>The values by their attributes; nothing of a file that cannot be read.</summary>
    public static Func<DicomTag, IReadOnlyList<string>> Read(string file, IReadOnlyList<DicomTag> tags)
    {
        if (tags.Count == 0) return _ => [];
        try
        {
            var last = tags.Max()!;
            var set = DicomFile.Open(file, System.Text.Encoding.UTF8, state => state.Tag.CompareTo(last) > 0, FileReadOption.SkipLargeTags)
                .Dataset;
            var values = tags.ToDictionary(tag => tag, tag => Values(set, tag));
            return tag => values.GetValueOrDefault(tag) ?? [];
        }
        catch (Exception error) when (error is DicomException or IOException or UnauthorizedAccessException or FormatException
            or InvalidCastException)
        {
            return _ => [];
        }
    }

    static IReadOnlyList<string> Values(DicomDataset set, DicomTag tag)
    {
        try
        {
            return set.TryGetValues<string>(tag, out var values) ? values : [];
        }
        catch (Exception error) when (error is DicomException or FormatException or InvalidCastException)
        {
            return []; // A sequence, or bytes: no text to compare.
        }
    }
}
