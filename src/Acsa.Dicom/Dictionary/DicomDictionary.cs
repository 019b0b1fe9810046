using System.Collections.Concurrent;

namespace Acsa.Dicom;

/// <summary>The data dictionary: what each tag means (PS3.6).</summary>
public sealed class DicomDictionary
{
    private static readonly DicomDictionaryKind UnknownKind = DicomDictionaryKind.Parse("UN|1-n|");

    private readonly ConcurrentDictionary<uint, DicomDictionaryEntry> _added = new();
    private readonly ConcurrentDictionary<string, DicomDictionary> _private = new();
    private readonly DicomPrivateCreator? _creator;

    /// <summary>An empty dictionary; the standard attributes are known to every dictionary without private creator.</summary>
    public DicomDictionary()
    {
    }

    private DicomDictionary(DicomPrivateCreator creator) => _creator = creator;

    /// <summary>The entry of tags that no dictionary knows.</summary>
    public static DicomDictionaryEntry UnknownTag { get; } = new(DicomTag.Unknown, "Unknown", "Unknown", UnknownKind);

    /// <summary>The entry of elements that reserve a private block (gggg,0010–00FF).</summary>
    public static DicomDictionaryEntry PrivateCreatorTag { get; } =
        new(new DicomTag(0x0009, 0x0010), "Private Creator", "PrivateCreator", DicomDictionaryKind.Parse("LO|1|"));

    /// <summary>The standard dictionary.</summary>
    public static DicomDictionary Default { get; } = new();

    /// <summary>The entry of a tag, <see cref="UnknownTag"/> if there is none.</summary>
    public DicomDictionaryEntry this[DicomTag tag]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(tag);
            // Looking up must not create: creators come from files, without end.
            if (_creator is null && tag.PrivateCreator is not null)
                return _private.TryGetValue(tag.PrivateCreator.Creator, out var dictionary) ? dictionary[tag] : UnknownTag;
            if (!_added.IsEmpty && _added.TryGetValue(Key(tag), out var entry)) return entry;
            if (_creator is not null) return UnknownTag;
            return tag.Element == 0 ? GroupLength(tag) : Standard(tag);
        }
    }

    /// <summary>The tag with this keyword; null where no attribute has it.</summary>
    public DicomTag? this[string keyword]
    {
        get
        {
            foreach (var entry in _added.Values)
                if (entry.Keyword == keyword) return entry.Tag;
            var index = _creator is null ? DicomDictionaryData.IndexOf(keyword) : DicomTag.NotInDictionary;
            return index >= 0 ? DicomTag.FromValue(DicomDictionaryData.Tags[index]) : null;
        }
    }

    /// <summary>The dictionary of a private creator.</summary>
    public DicomDictionary this[DicomPrivateCreator creator] =>
        _private.GetOrAdd(creator.Creator, static (_, c) => new DicomDictionary(c), creator);

    /// <summary>The creator object of this name.</summary>
    public DicomPrivateCreator GetPrivateCreator(string creator) => new(creator);

    /// <summary>Adds an attribute, for example a private one; replaces an entry of the same tag.</summary>
    public void Add(DicomDictionaryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var owner = _creator is null && entry.Tag.PrivateCreator is not null ? this[entry.Tag.PrivateCreator] : this;
        owner._added[Key(entry.Tag)] = entry;
    }

    private static uint Key(DicomTag tag) => tag.PrivateCreator is null ? tag.Value : tag.Value & 0xFFFF00FF;

    private static DicomDictionaryEntry Standard(DicomTag tag)
    {
        if (tag.IsPrivateCreatorElement) return PrivateCreatorTag;
        var index = tag.DictionaryIndex;
        return index < 0 ? UnknownTag : new DicomDictionaryEntry(tag, index);
    }

    private static DicomDictionaryEntry GroupLength(DicomTag tag) => tag.DictionaryIndex >= 0
        ? Standard(tag)
        : new DicomDictionaryEntry(tag, "Group Length", "GenericGroupLength", DicomDictionaryKind.Parse("UL|1|R"));
}
