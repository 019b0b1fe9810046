using System.Globalization;

namespace Acsa.Acquisition;

/// <summary>Reads single values of a data set that others wrote: what cannot be read becomes null and a note with tag and value.</summary>
internal sealed class LenientValues(DicomDataset dataset, string where, List<string> problems)
{
    /// <summary>Characters of a wrong value that a note repeats.</summary>
    const int QuotedLength = 32;

    public double? Number(DicomTag tag)
    {
        if (CountOf(tag) == 0) return null;
        if (CountOf(tag) == 1 && !HasComma(tag) && dataset.TryGetValue<double>(tag, 0, out var value) && double.IsFinite(value))
            return value;
        Note(tag, "is not a single number");
        return null;
    }

    public int? Integer(DicomTag tag)
    {
        if (Number(tag) is not { } number) return null;
        if (number is >= int.MinValue and <= int.MaxValue && Math.Floor(number) == number) return (int)number;
        Note(tag, "is not an integer of a believable size");
        return null;
    }

    /// <summary>Text without padding; null when absent or empty.</summary>
    public string? Text(DicomTag tag) =>
        dataset.Contains(tag) && !IsFarTooLong(tag) && dataset.TryGetString(tag, out var text) && text.Trim(' ', '\0') is { Length: > 0 } trimmed
            ? trimmed
            : null;

    /// <summary>Exactly <paramref name="count"/> finite numbers, or null.</summary>
    public double[]? Numbers(DicomTag tag, int count)
    {
        if (CountOf(tag) == 0) return null;
        if (CountOf(tag) == count && !HasComma(tag) && dataset.TryGetValues<double>(tag, out var values)
            && values.All(double.IsFinite))
            return values;
        Note(tag, string.Create(CultureInfo.InvariantCulture, $"is not {count} numbers"));
        return null;
    }

    // Fragments and sequences in the place of values have no count of them, and are no reason to fail.
    int CountOf(DicomTag tag) => dataset.GetDicomItem<DicomItem>(tag) switch
    {
        null => 0,
        DicomElement element => IsFarTooLong(tag) ? -1 : element.Count,
        _ => -1,
    };

    // Of gigabytes in the place of a number no text is made to say so.
    bool IsFarTooLong(DicomTag tag) => dataset.GetDicomItem<DicomElement>(tag) is { Length: > Limits.MaxValueBytes };

    // A comma has no meaning in a decimal string (PS3.5 6.2). fo-dicom before 5.2 takes it for a separator of thousands, and "0,1" for 1.
    bool HasComma(DicomTag tag) => dataset.GetDicomItem<DicomItem>(tag) is DicomDecimalString text && text.Get<string>(-1).Contains(',');

    void Note(DicomTag tag, string complaint)
    {
        var text = !IsFarTooLong(tag) && dataset.TryGetString(tag, out var value) ? value : "?";
        problems.Add($"{where}{tag} {tag.DictionaryEntry.Name}: '{Quote(text)}' {complaint}.");
    }

    // Notes go into reports and onto terminals, where an escape sequence of a sender's would be obeyed.
    static string Quote(string text)
    {
        var end = Math.Min(text.Length, QuotedLength);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text[..end].Select(c => char.IsControl(c) ? '?' : c)) + (end < text.Length ? "…" : "");
    }
}
