using System.Text;

namespace Acsa.Dicom;

internal static partial class DicomDictionaryData
{
    private static readonly DicomDictionaryKind?[] ParsedKinds = new DicomDictionaryKind?[KindCount];
    private static readonly Lazy<int[]> LineStarts = new(() => FindLines(Lines, Count));
    private static readonly Lazy<Dictionary<string, int>> Keywords = new(IndexKeywords);

    /// <summary>The row of a tag, repeating groups included, or <see cref="DicomTag.NotInDictionary"/>.</summary>
    internal static int IndexOf(uint tag)
    {
        var found = Tags[..ExactCount].BinarySearch(tag);
        if (found >= 0) return found;
        // The repeating groups: curves 50xx, overlays 60xx, 7Fxx, and a few of groups 0020, 0028 and 1000–1010.
        if ((tag >> 24) is not (0x50 or 0x60 or 0x7F or 0x00 or 0x10) || (tag & 0x10000) != 0) return DicomTag.NotInDictionary;
        var masks = RepeatingMasks;
        for (var i = 0; i < masks.Length; i++)
            if ((tag & masks[i]) == Tags[ExactCount + i]) return ExactCount + i;
        return DicomTag.NotInDictionary;
    }

    /// <summary>The row with this keyword, or <see cref="DicomTag.NotInDictionary"/>.</summary>
    internal static int IndexOf(string keyword) =>
        Keywords.Value.TryGetValue(keyword, out var index) ? index : DicomTag.NotInDictionary;

    internal static DicomDictionaryKind Kind(int index)
    {
        var kind = Kinds[index];
        return ParsedKinds[kind] ??= DicomDictionaryKind.Parse(KindTexts[kind]);
    }

    internal static string Keyword(int index) => Line(index, keyword: true);

    internal static string Name(int index) => Line(index, keyword: false);

    /// <summary>The offset of each line of a table, and one past the end.</summary>
    internal static int[] FindLines(ReadOnlySpan<byte> text, int count)
    {
        var starts = new int[count + 1];
        for (int i = 1, at = 0; i < count; i++)
        {
            at += text[at..].IndexOf((byte)'\n') + 1;
            starts[i] = at;
        }
        starts[count] = text.Length + 1;
        return starts;
    }

    private static string Line(int index, bool keyword)
    {
        var starts = LineStarts.Value;
        var line = Lines[starts[index]..(starts[index + 1] - 1)].TrimEnd((byte)'\r');
        var bar = line.IndexOf((byte)'|');
        return Encoding.UTF8.GetString(keyword ? line[..bar] : line[(bar + 1)..]);
    }

    private static Dictionary<string, int> IndexKeywords()
    {
        var keywords = new Dictionary<string, int>(Count, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++) keywords.TryAdd(Keyword(i), i);
        return keywords;
    }
}
