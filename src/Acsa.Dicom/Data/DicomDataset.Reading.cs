using System.Diagnostics.CodeAnalysis;

using Acsa.Dicom.IO.Buffer;
using Acsa.Dicom.StructuredReport;

namespace Acsa.Dicom;

public partial class DicomDataset
{
    /// <summary>Whether an item with this tag is there; a private tag is looked up by its creator.</summary>
    public bool Contains(DicomTag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return FindPrivateTag(tag) is { } found && IndexOf(found) >= 0;
    }

    /// <summary>The item with this tag, or null if it is not there or is of another type.</summary>
    public T? GetDicomItem<T>(DicomTag tag) where T : DicomItem => FindItem(tag) as T;

    /// <summary>The sequence with this tag.</summary>
    /// <exception cref="DicomDataException">It is missing, or no sequence.</exception>
    public DicomSequence GetSequence(DicomTag tag) =>
        GetItem(tag) as DicomSequence ?? throw new DicomDataException($"Tag: {tag} is not a sequence");

    /// <summary>The sequence with this tag, if it is there.</summary>
    public bool TryGetSequence(DicomTag tag, [NotNullWhen(true)] out DicomSequence? sequence)
    {
        sequence = FindItem(tag) as DicomSequence;
        return sequence is not null;
    }

    /// <summary>The sequence with this tag, if it is there and has items.</summary>
    public bool TryGetNonEmptySequence(DicomTag tag, [NotNullWhen(true)] out DicomSequence? sequence) =>
        TryGetSequence(tag, out sequence) && sequence.Items.Count > 0;

    /// <summary>The code in the sequence with this tag.</summary>
    /// <exception cref="DicomDataException">The sequence is missing or empty.</exception>
    public DicomCodeItem GetCodeItem(DicomTag tag) => new(GetSequence(tag));

    /// <summary>The measured value in the sequence with this tag.</summary>
    /// <exception cref="DicomDataException">The sequence is missing or empty.</exception>
    public DicomMeasuredValue GetMeasuredValue(DicomTag tag) => new(GetSequence(tag));

    /// <summary>The reference in the sequence with this tag.</summary>
    /// <exception cref="DicomDataException">The sequence is missing or empty.</exception>
    public DicomReferencedSOP GetReferencedSOP(DicomTag tag) => new(GetSequence(tag));

    /// <summary>How many values an element, or items a sequence, has.</summary>
    /// <exception cref="DicomDataException">It is missing.</exception>
    public int GetValueCount(DicomTag tag) => GetItem(tag) switch
    {
        DicomElement element => element.Count,
        DicomSequence sequence => sequence.Items.Count,
        _ => throw NoValues(tag),
    };

    /// <summary>One of the values.</summary>
    /// <exception cref="DicomDataException">The element or the value is missing.</exception>
    public T GetValue<T>(DicomTag tag, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var element = GetElement<T>(tag);
        if (typeof(T).IsAssignableTo(typeof(IByteBuffer))) return (T)element.Buffer;
        if (index >= element.Count)
            throw new DicomDataException($"Index out of range: index {index} for Tag {tag} must be less than value count {element.Count}");
        return element.Get<T>(index);
    }

    /// <summary>One of the values, if it is there and can be had as this type.</summary>
    public bool TryGetValue<T>(DicomTag tag, int index, [MaybeNullWhen(false)] out T elementValue)
    {
        elementValue = default;
        return index >= 0 && !typeof(T).IsArray && FindItem(tag) is DicomElement element && index < element.Count
            && TryGet(element, index, out elementValue);
    }

    /// <summary>One of the values, or <paramref name="defaultValue"/>.</summary>
    public T GetValueOrDefault<T>(DicomTag tag, int index, T defaultValue) =>
        TryGetValue<T>(tag, index, out var value) ? value : defaultValue;

    /// <summary>All values; none if the element is empty.</summary>
    /// <exception cref="DicomDataException">The element is missing.</exception>
    public T[] GetValues<T>(DicomTag tag)
    {
        var element = GetElement<T>(tag);
        return typeof(T) == typeof(byte) ? (T[])(object)element.Buffer.Data : element.Get<T[]>();
    }

    /// <summary>All values, if the element is there and they can be had as this type.</summary>
    public bool TryGetValues<T>(DicomTag tag, [NotNullWhen(true)] out T[]? values)
    {
        values = null;
        return !typeof(T).IsArray && FindItem(tag) is DicomElement element && TryGet(element, -1, out values);
    }

    /// <summary>The only value.</summary>
    /// <exception cref="DicomDataException">The element is missing, or has not exactly one value.</exception>
    public T GetSingleValue<T>(DicomTag tag)
    {
        var element = GetElement<T>(tag);
        if (typeof(T).IsAssignableTo(typeof(IByteBuffer))) return (T)element.Buffer;
        if (element.Count != 1)
            throw new DicomDataException($"DICOM element {tag} must contain a single value, but contains {element.Count}");
        return element.Get<T>(0);
    }

    /// <summary>The only value, if there is exactly one and it can be had as this type.</summary>
    public bool TryGetSingleValue<T>(DicomTag tag, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return !typeof(T).IsArray && FindItem(tag) is DicomElement { Count: 1 } element && TryGet(element, 0, out value);
    }

    /// <summary>The only value, or <paramref name="defaultValue"/>.</summary>
    public T GetSingleValueOrDefault<T>(DicomTag tag, T defaultValue) => TryGetSingleValue<T>(tag, out var value) ? value : defaultValue;

    /// <summary>The values as one text, separated by backslashes; empty if there are none.</summary>
    /// <exception cref="DicomDataException">The element is missing.</exception>
    public string GetString(DicomTag tag) => Joined(GetElement<string>(tag));

    /// <summary>The values as one text, if the element is there.</summary>
    public bool TryGetString(DicomTag tag, [NotNullWhen(true)] out string? stringValue)
    {
        stringValue = FindItem(tag) is DicomElement element ? Joined(element) : null;
        return stringValue is not null;
    }

    private static string Joined(DicomElement element)
    {
        if (element is DicomStringElement) return element.Count == 0 ? "" : element.Get<string>();
        var count = element.Count;
        if (count > Limits.NumbersAsText)
            throw new DicomDataException($"{element.Tag} has {count} values; at most {Limits.NumbersAsText} are given as text");
        return count == 0 ? "" : string.Join('\\', element.Get<string[]>());
    }

    // A value that is not what was asked for is no reason to fail here; anything else (a missing file, say) is.
    private static bool TryGet<T>(DicomElement element, int index, [MaybeNullWhen(false)] out T value)
    {
        try
        {
            if (typeof(T).IsAssignableTo(typeof(IByteBuffer)))
            {
                value = (T)element.Buffer;
                return true;
            }
            value = element.Get<T>(index);
            return true;
        }
        catch (Exception e)
            when (e is FormatException or OverflowException or InvalidCastException or ArgumentException or DicomDataException)
        {
            value = default;
            return false;
        }
    }

    private DicomItem? FindItem(DicomTag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return FindPrivateTag(tag) is { } found ? Find(found) : null;
    }

    private DicomItem GetItem(DicomTag tag) => FindItem(tag) ?? throw new DicomDataException($"Tag: {tag} not found in dataset");

    private DicomElement GetElement<T>(DicomTag tag)
    {
        if (typeof(T).IsArray) throw new DicomDataException("T can't be an Array type. Use GetValues instead");
        return GetItem(tag) as DicomElement ?? throw NoValues(tag);
    }

    private static DicomDataException NoValues(DicomTag tag) => new($"DicomTag {tag} doesn't support values.");
}
