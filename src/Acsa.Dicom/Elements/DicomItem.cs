namespace Acsa.Dicom;

/// <summary>One member of a data set: an element, a sequence or a sequence of fragments.</summary>
public abstract class DicomItem : IComparable<DicomItem>, IComparable
{
    /// <summary>An item with this tag.</summary>
    protected DicomItem(DicomTag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        Tag = tag;
    }

    /// <summary>The tag.</summary>
    public DicomTag Tag { get; private set; }

    /// <summary>How the value is written.</summary>
    public abstract DicomVR ValueRepresentation { get; }

    /// <summary>Checks the value against its value representation and multiplicity.</summary>
    /// <exception cref="DicomValidationException">It breaks a rule.</exception>
    public virtual void Validate()
    {
    }

    /// <summary>Order of the tags.</summary>
    public int CompareTo(DicomItem? other) => other is null ? 1 : Tag.CompareTo(other.Tag);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => CompareTo(obj as DicomItem);

    /// <summary>Tag, value representation and name, without the value.</summary>
    public override string ToString() => $"{Tag} {ValueRepresentation.Code} {Tag.DictionaryEntry.Name}";

    /// <summary>A copy with nothing in it that a change of the original could reach.</summary>
    internal virtual DicomItem Copy() => this;

    /// <summary>The same item under another tag; the original keeps its own.</summary>
    internal DicomItem WithTag(DicomTag tag)
    {
        if (ReferenceEquals(tag, Tag)) return this;
        var copy = (DicomItem)MemberwiseClone();
        copy.Tag = tag;
        return copy;
    }
}
