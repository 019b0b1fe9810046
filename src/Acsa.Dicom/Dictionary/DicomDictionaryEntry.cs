namespace Acsa.Dicom;

/// <summary>What the data dictionary (PS3.6) says of one attribute.</summary>
public sealed class DicomDictionaryEntry
{
    private readonly DicomDictionaryKind _kind;

    /// <summary>An entry for one tag.</summary>
    public DicomDictionaryEntry(
        DicomTag tag, string name, string keyword, DicomVM vm, bool isRetired, params DicomVR[] valueRepresentations)
        : this(tag, name, keyword, new DicomDictionaryKind(valueRepresentations, vm, isRetired))
    {
        if (valueRepresentations.Length == 0) throw new ArgumentException("An entry needs a VR.", nameof(valueRepresentations));
    }

    internal DicomDictionaryEntry(DicomTag tag, string name, string keyword, DicomDictionaryKind kind)
    {
        Tag = tag;
        Name = name;
        Keyword = keyword;
        _kind = kind;
    }

    /// <summary>The tag; for a repeating group the one that was asked for.</summary>
    public DicomTag Tag { get; }

    /// <summary>The name for people, such as "Patient's Name".</summary>
    public string Name { get; }

    /// <summary>The name for programs, such as "PatientName".</summary>
    public string Keyword { get; }

    /// <summary>The value representations that the attribute may have, the usual one first.</summary>
    public DicomVR[] ValueRepresentations => _kind.ValueRepresentations;

    /// <summary>How many values the attribute may have.</summary>
    public DicomVM ValueMultiplicity => _kind.ValueMultiplicity;

    /// <summary>Whether the standard has withdrawn the attribute.</summary>
    public bool IsRetired => _kind.IsRetired;
}
