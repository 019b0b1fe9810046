using System.Globalization;

namespace Acsa.Dicom;

/// <summary>An attribute's tag: group and element number, for private attributes with the private creator (PS3.5 7.1, 7.8).</summary>
public sealed partial class DicomTag : IFormattable, IEquatable<DicomTag>, IComparable<DicomTag>, IComparable
{
    private const int NotLookedUp = -2;
    internal const int NotInDictionary = -1;

    private static readonly DicomTag?[] KnownTags = new DicomTag?[DicomDictionaryData.Count];

    private int _index;
    private DicomDictionaryEntry? _entry;

    /// <summary>A tag without private creator.</summary>
    public DicomTag(ushort group, ushort element) : this((uint)group << 16 | element, null, NotLookedUp)
    {
    }

    /// <summary>A private tag of the given creator.</summary>
    public DicomTag(ushort group, ushort element, string? privateCreator)
        : this(group, element, string.IsNullOrEmpty(privateCreator) ? null : new DicomPrivateCreator(privateCreator))
    {
    }

    /// <summary>A private tag of the given creator.</summary>
    public DicomTag(ushort group, ushort element, DicomPrivateCreator? privateCreator)
        : this((uint)group << 16 | element, privateCreator, NotLookedUp)
    {
    }

    private DicomTag(uint value, DicomPrivateCreator? privateCreator, int index)
    {
        Value = value;
        PrivateCreator = privateCreator;
        _index = index;
    }

    /// <summary>(ffff,ffff), which stands for no attribute.</summary>
    public static DicomTag Unknown { get; } = new(0xFFFF, 0xFFFF);

    /// <summary>The group number.</summary>
    public ushort Group => (ushort)(Value >> 16);

    /// <summary>The element number; of a private tag in a data set it includes the block that its creator reserved.</summary>
    public ushort Element => (ushort)Value;

    /// <summary>Whether the group number is odd.</summary>
    public bool IsPrivate => (Value & 0x10000) != 0;

    /// <summary>The creator of a private tag, or null.</summary>
    public DicomPrivateCreator? PrivateCreator { get; }

    /// <summary>What the dictionary knows of this tag; an entry with the keyword "Unknown" if it knows nothing.</summary>
    public DicomDictionaryEntry DictionaryEntry
    {
        get
        {
            if (_entry is { } known) return known;
            var entry = DicomDictionary.Default[this];
            // What is unknown today may be added to the dictionary tomorrow.
            if (!ReferenceEquals(entry, DicomDictionary.UnknownTag)) _entry = entry;
            return entry;
        }
    }

    /// <summary>Group in the high, element in the low 16 bits.</summary>
    internal uint Value { get; }

    /// <summary>Whether this tag reserves a private block: (gggg,0010–00FF) with odd gggg (PS3.5 7.8.1).</summary>
    internal bool IsPrivateCreatorElement => IsPrivate && Element is >= 0x10 and <= 0xFF;

    /// <summary>Row of the standard dictionary, or <see cref="NotInDictionary"/>.</summary>
    internal int DictionaryIndex
    {
        get
        {
            if (_index == NotLookedUp) _index = DicomDictionaryData.IndexOf(Value);
            return _index;
        }
    }

    /// <summary>The tag with group in the high and element in the low 16 bits.</summary>
    public static implicit operator DicomTag(uint tag) => FromValue(tag);

    /// <summary>Group in the high and element in the low 16 bits.</summary>
    public static explicit operator uint(DicomTag tag) => tag.Value;

    /// <summary>Equal group, element and creator.</summary>
    public static bool operator ==(DicomTag? a, DicomTag? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Differs in group, element or creator.</summary>
    public static bool operator !=(DicomTag? a, DicomTag? b) => !(a == b);

    /// <summary>Comes before, in the order of a data set.</summary>
    public static bool operator <(DicomTag a, DicomTag b) => a.CompareTo(b) < 0;

    /// <summary>Comes before or is equal, in the order of a data set.</summary>
    public static bool operator <=(DicomTag a, DicomTag b) => a.CompareTo(b) <= 0;

    /// <summary>Comes after, in the order of a data set.</summary>
    public static bool operator >(DicomTag a, DicomTag b) => a.CompareTo(b) > 0;

    /// <summary>Comes after or is equal, in the order of a data set.</summary>
    public static bool operator >=(DicomTag a, DicomTag b) => a.CompareTo(b) >= 0;

    /// <summary>Reads <c>(gggg,eeee)</c>, <c>gggg,eeee</c> or <c>ggggeeee</c>, each optionally followed by <c>:creator</c>.</summary>
    /// <exception cref="DicomDataException">The text is no tag.</exception>
    public static DicomTag Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        var text = s.AsSpan().Trim();
        if (text.StartsWith("(") && text.EndsWith(")")) text = text[1..^1];
        string? creator = null;
        var colon = text.IndexOf(':');
        if (colon >= 0)
        {
            creator = text[(colon + 1)..].ToString();
            text = text[..colon];
        }
        if (text.EndsWith(")")) text = text[..^1];
        if (text.Length == 9 && text[4] == ',') text = string.Concat(text[..4], text[5..]);
        if (text.Length != 8 || !uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            throw new DicomDataException($"Error parsing DICOM tag ['{s}']");
        return creator is null ? FromValue(value) : new DicomTag((ushort)(value >> 16), (ushort)value, creator);
    }

    /// <summary><c>(gggg,eeee)</c> in lower-case hexadecimal, with <c>:creator</c> for private tags.</summary>
    public override string ToString() => ToString("G", null);

    /// <summary>
    /// "G" with brackets, "g" without, "X" with the block of a private tag as xx, "J" eight upper-case digits.
    /// </summary>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var creator = PrivateCreator is null ? "" : ":" + PrivateCreator.Creator;
        return format switch
        {
            "X" when PrivateCreator is not null =>
                string.Create(CultureInfo.InvariantCulture, $"({Group:x4},xx{Element & 0xFF:x2}{creator})"),
            "g" => string.Create(CultureInfo.InvariantCulture, $"{Group:x4},{Element:x4}{creator}"),
            "J" => string.Create(CultureInfo.InvariantCulture, $"{Value:X8}"),
            null or "" or "G" or "X" => string.Create(CultureInfo.InvariantCulture, $"({Group:x4},{Element:x4}{creator})"),
            _ => throw new FormatException($"'{format}' is no tag format."),
        };
    }

    /// <summary>Order of a data set: group, element, then creator (none first).</summary>
    public int CompareTo(DicomTag? other)
    {
        if (other is null) return 1;
        if (Value != other.Value) return Value < other.Value ? -1 : 1;
        if (ReferenceEquals(PrivateCreator, other.PrivateCreator)) return 0;
        return PrivateCreator is null ? -1 : PrivateCreator.CompareTo(other.PrivateCreator);
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => CompareTo(obj as DicomTag);

    /// <inheritdoc/>
    public bool Equals(DicomTag? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DicomTag);

    /// <inheritdoc/>
    public override int GetHashCode() => PrivateCreator is null ? (int)Value : HashCode.Combine(Value, PrivateCreator);

    /// <summary>The shared object of a tag that the dictionary knows, else a new one.</summary>
    internal static DicomTag FromValue(uint value)
    {
        var index = DicomDictionaryData.IndexOf(value);
        return index is >= 0 and < DicomDictionaryData.ExactCount ? Known(index) : new DicomTag(value, null, index);
    }

    private static DicomTag Known(int index)
    {
        // Two threads may both create the object; either will do, equality is by value.
        return KnownTags[index] ??= new DicomTag(DicomDictionaryData.Tags[index], null, index);
    }
}
