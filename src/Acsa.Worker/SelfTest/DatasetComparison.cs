using System.Globalization;
using System.Text;

namespace Acsa.Worker.SelfTest;

/// <summary>Whether everything that was sent came back as it was; what an archive adds is its own affair.</summary>
static class DatasetComparison
{
    const int LongestValue = 40, MostSaid = 50;

    static readonly DicomTag[] s_filed =
    [
        DicomTag.AccessionNumber, DicomTag.StudyID, DicomTag.StudyDescription, DicomTag.StudyDate, DicomTag.StudyTime,
            DicomTag.ReferringPhysicianName,
        DicomTag.InstitutionName,
    ];

    /// <summary>The attributes that are missing or have other bytes, at most fifty; empty when all are there.</summary>
    public static IReadOnlyList<ChangedAttribute> Differences(DicomDataset sent, DicomDataset fetched) =>
        [.. Compare(sent, fetched, "").Take(MostSaid)];

    static IEnumerable<ChangedAttribute> Compare(DicomDataset sent, DicomDataset fetched, string path)
    {
        foreach (var item in sent)
        {
            if (item.Tag.Element == 0) continue; // Group lengths.
            if (item is DicomSequence sequence)
            {
                var there = fetched.TryGetSequence(item.Tag, out var other);
                if (there && other!.Items.Count == sequence.Items.Count)
                {
                    for (var i = 0; i < sequence.Items.Count; i++)
                        foreach (var below in Compare(sequence.Items[i], other.Items[i],
                            $"{path}{item.Tag}[{Text(i + 1)}] ")) yield return below;
                }
                else yield return Changed(item.Tag, path, $"{Text(sequence.Items.Count)} items", there
                    ? $"{Text(other!.Items.Count)} items" : null);
            }
            else if (item is DicomElement element)
            {
                var found = fetched.GetDicomItem<DicomElement>(item.Tag);
                if (found is null || !Same(element.Buffer.Data, found.Buffer.Data))
                    yield return Changed(item.Tag, path, Value(element), found is null ? null : Value(found, element));
            }
        }
    }

    // Who an archive took the invented patient for may be a person: that is looked up in the archive, not on a page.
    static ChangedAttribute Changed(DicomTag tag, string path, string sent, string? back) => new(
        $"{path}{tag}", tag.DictionaryEntry.Name, sent, back is not null && tag.Group == 0x0010 ? "another value (not printed)" : back,
        path.Length == 0 && (tag.Group == 0x0010 || s_filed.Contains(tag)));

    static string Value(DicomElement element, DicomElement? original = null)
    {
        var bytes = element.Buffer.Data;
        if (element is DicomStringElement or DicomMultiStringElement)
        {
            var text = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, LongestValue)).TrimEnd('\0', ' ');
            return $"'{text}{(bytes.Length > LongestValue ? "..." : "")}'";
        }

        if (original is null) return $"{Text(bytes.Length)} bytes";
        var others = original.Buffer.Data;
        return bytes.Length != others.Length ? $"{Text(bytes.Length)} bytes"
            : $"{Text(bytes.Where((value, at) => value != others[at]).Count())} of {Text(bytes.Length)} bytes other";
    }

    // An even length is filled up, and not always by the same program.
    static bool Same(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other) || Trimmed(one).SequenceEqual(Trimmed(other));

    static ReadOnlySpan<byte> Trimmed(byte[] value) => value.Length > 0 && value[^1] is 0 or 32 ? value.AsSpan(0, value.Length - 1) : value;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
