using Acsa.Worker.Fitness;

namespace Acsa.Worker.SelfTest;

/// <summary>Judges each instance that an archive gave back, or did not, by what it was sent.</summary>
static class ReturnComparison
{
    const int ChangesSaid = 4;

    /// <param name="allowsCoercion">Whether the archive may put values of its own into what it files patient and study by, and nothing
    /// else.</param>
    public static IEnumerable<SelfTestCheck> Judge(IReadOnlyList<DicomDataset> own, IReadOnlyList<DicomDataset> back, bool allowsCoercion)
    {
        var sentUids = own.Select(Uid).ToHashSet(StringComparer.Ordinal);
        var renamed = back.Where(data => !sentUids.Contains(Uid(data))).ToList();
        foreach (var data in own)
        {
            var found = back.FirstOrDefault(one => Uid(one) == Uid(data)) ?? renamed.Find(one => Class(one) == Class(data));
            if (found is not null) renamed.Remove(found);
            yield return Judge(data, found, allowsCoercion) with { What = $"{StorageClass.NameOf(Class(data))} as sent" };
        }

        if (renamed.Count > 0) yield return new("Nothing else", false,
            FormattableString.Invariant($"{renamed.Count} came back that were not sent"));
    }

    static SelfTestCheck Judge(DicomDataset sent, DicomDataset? back, bool allowsCoercion)
    {
        if (back is null) return new("", false, "it did not come back");
        var changes = DatasetComparison.Differences(sent, back);
        if (changes.Count == 0) return new("", true, Same(sent));
        var isCoerced = changes.All(change => change.IsCoerced);
        var more = changes.Count > ChangesSaid ? FormattableString.Invariant($"; and {changes.Count - ChangesSaid} more") : "";
        var heading = Uid(back) != Uid(sent) ? "THE ARCHIVE GAVE IT ANOTHER UID, references to it lead nowhere: "
            : !isCoerced ? "THE ARCHIVE CHANGED IT: "
            : allowsCoercion ? "filed under values of the archive's own, as allowed; all else identical: "
                : "THE ARCHIVE FILED IT UNDER OTHER VALUES, all else identical: ";
        return new("", isCoerced && allowsCoercion, heading + string.Join("; ", changes.Take(ChangesSaid)) + more);
    }

    static string Same(DicomDataset data) =>
        FormattableString.Invariant($"all {data.Count()} attributes and what is below them, identical") +
        (data.GetDicomItem<DicomElement>(DicomTag.PixelData) is { } pixels
            ? FormattableString.Invariant($"; {pixels.Buffer.Data.Length} bytes of pixels, identical") : "");

    static string Class(DicomDataset data) => data.GetSingleValueOrDefault(DicomTag.SOPClassUID, "");

    static string Uid(DicomDataset data) => data.GetSingleValueOrDefault(DicomTag.SOPInstanceUID, "");
}
