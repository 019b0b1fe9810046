using Acsa.Worker.Studies;

namespace Acsa.Worker.Routing;

/// <summary>Reads the attributes that rules ask for from a file, and no more of it than that.</summary>
static class RoutingFile
{
    /// <summary>The values by their attributes; nothing of a file that cannot be read.</summary>
    public static Func<DicomTag, IReadOnlyList<string>> Read(string file, IReadOnlyList<DicomTag> tags) => Read(file, tags, _ => { });

    /// <summary>The same to decide by: throws <see cref="TransientStageException"/> where the disk, and not the file, is why it cannot be
    /// read. An image that is to stay in the shadow must not go out because a virus scanner held it for a moment.</summary>
    public static Func<DicomTag, IReadOnlyList<string>> ReadToDecide(string file, IReadOnlyList<DicomTag> tags) => Read(
        file, tags, trouble => throw new TransientStageException(
            new("route", "The disk failed while the image was held against routing rules.", trouble)));

    static Func<DicomTag, IReadOnlyList<string>> Read(string file, IReadOnlyList<DicomTag> tags, Action<Exception> onTrouble)
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
            if (StageRunner.IsOfTheEnvironment(error)) onTrouble(error);
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
