namespace Acsa.Dicom;

/// <summary>What the data dictionary (PS3.6) says of one attribute.</summary>
public sealed class DicomDictionaryEntry
{
    private readonly DicomDictionaryKind _kind;
    private readonly int _index = DicomTag.NotInDictionary;
    private string? _name;
    private string? _keyword;

    /// <summary>An entry for one tag.</summary>
    public DicomDictionaryEntry(
        DicomTag tag, string name, string keyword, DicomVM vm, bool retired, params DicomVR[] vrs)
        : this(tag, name, keyword, new DicomDictionaryKind(vrs, vm, retired))
    {
        if (vrs.Length == 0) throw new ArgumentException("An entry needs a VR.", nameof(vrs));
    }

    internal DicomDictionaryEntry(DicomTag tag, string name, string keyword, DicomDictionaryKind kind)
    {
        Tag = tag;
        _name = name;
        _keyword = keyword;
        _kind = kind;
    }

    /// <summary>A row of the standard dictionary, whose names are taken out when somebody asks for them.</summary>
    internal DicomDictionaryEntry(DicomTag tag, int index)
    {
        Tag = tag;
        _index = index;
        _kind = DicomDictionaryData.Kind(index);
    }

    /// <summary>The tag; for a repeating group the one that was asked for.</summary>
    public DicomTag Tag { get; }

    /// <summary>The name for people, such as "Patient's Name".</summary>
    public string Name => _name ??= DicomDictionaryData.Name(_index);

    /// <summary>The name for programs, such as "PatientName".</summary>
    public string Keyword => _keyword ??= DicomDictionaryData.Keyword(_index);

    /// <summary>The value representations that the attribute may have, the usual one first.</summary>
    public DicomVR[] ValueRepresentations => _kind.ValueRepresentations;

    /// <summary>How many values the attribute may have.</summary>
    public DicomVM ValueMultiplicity => _kind.ValueMultiplicity;

    /// <summary>Whether the standard has withdrawn the attribute.</summary>
    public bool IsRetired => _kind.IsRetired;
}
