namespace Acsa.Dicom.StructuredReport;

/// <summary>
/// A coded concept: value, scheme and meaning (PS3.3 8). Equal if value, scheme and version are; the meaning is for people.
/// </summary>
public class DicomCodeItem : DicomDataset
{
    /// <summary>The code in this item.</summary>
    public DicomCodeItem(DicomDataset dataset) : base(dataset)
    {
    }

    /// <summary>The code in the first item of this sequence.</summary>
    /// <exception cref="DicomDataException">The sequence is empty.</exception>
    public DicomCodeItem(DicomSequence sequence) : base(FirstItem(sequence, "code"))
    {
    }

    /// <summary>A code; one of more than 16 characters is put into Long Code Value (PS3.3 8.1).</summary>
    public DicomCodeItem(string value, string scheme, string meaning, string? version = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        Add(value.Length <= DicomVR.SH.MaximumLength ? DicomTag.CodeValue : DicomTag.LongCodeValue, value);
        Add(DicomTag.CodingSchemeDesignator, scheme);
        Add(DicomTag.CodeMeaning, meaning);
        if (version is not null) Add(DicomTag.CodingSchemeVersion, version);
    }

    /// <summary>The code.</summary>
    public string Value => GetValueOrDefault(DicomTag.CodeValue, 0, "") is { Length: > 0 } value ? value
        : GetValueOrDefault(DicomTag.LongCodeValue, 0, "") is { Length: > 0 } longValue ? longValue
        : GetValueOrDefault(DicomTag.URNCodeValue, 0, "");

    /// <summary>Who defined it, such as "SCT" or "DCM".</summary>
    public string Scheme => GetValueOrDefault(DicomTag.CodingSchemeDesignator, 0, "");

    /// <summary>What it means, for people.</summary>
    public string Meaning => GetValueOrDefault(DicomTag.CodeMeaning, 0, "");

    /// <summary>The version of the scheme, or empty.</summary>
    public string Version => GetValueOrDefault(DicomTag.CodingSchemeVersion, 0, "");

    /// <summary>The same concept.</summary>
    public static bool operator ==(DicomCodeItem? a, DicomCodeItem? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Another concept.</summary>
    public static bool operator !=(DicomCodeItem? a, DicomCodeItem? b) => !(a == b);

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is DicomCodeItem other && Value == other.Value && Scheme == other.Scheme && Version == other.Version;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value, Scheme, Version);

    /// <inheritdoc/>
    public override string ToString() =>
        Version.Length > 0 ? $"({Value},{Scheme}:{Version},\"{Meaning}\")" : $"({Value},{Scheme},\"{Meaning}\")";

    internal static DicomDataset FirstItem(DicomSequence sequence, string what)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return sequence.Items.Count > 0 ? sequence.Items[0]
            : throw new DicomDataException($"No {what} item found in sequence {sequence.Tag}");
    }
}
