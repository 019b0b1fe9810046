using System.Collections;

namespace Acsa.Dicom;

/// <summary>A data set: items in the order of their tags, each tag once (PS3.5 7.1). Not safe for changes from several threads.</summary>
public partial class DicomDataset : IEnumerable<DicomItem>
{
    private DicomTransferSyntax _syntax;

    /// <summary>An empty data set in explicit VR little endian.</summary>
    public DicomDataset() : this(DicomTransferSyntax.ExplicitVRLittleEndian)
    {
    }

    /// <summary>An empty data set whose pixel data will be in this transfer syntax.</summary>
    public DicomDataset(DicomTransferSyntax internalTransferSyntax)
    {
        ArgumentNullException.ThrowIfNull(internalTransferSyntax);
        _syntax = internalTransferSyntax;
    }

    /// <summary>A data set of these items.</summary>
    public DicomDataset(params DicomItem[] items) : this((IEnumerable<DicomItem>)items)
    {
    }

    /// <summary>A data set of these items.</summary>
    public DicomDataset(IEnumerable<DicomItem> items) : this()
    {
        ArgumentNullException.ThrowIfNull(items);
        Add(items);
    }

    /// <summary>The same items as another data set, which share their values.</summary>
    private protected DicomDataset(DicomDataset source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _slots = source._slots.AsSpan(0, source._count).ToArray();
        _count = source._count;
        _readCharacters = source._readCharacters;
        _syntax = source._syntax;
        ValidateItems = source.ValidateItems;
        FallbackCharacterSet = source.FallbackCharacterSet;
    }

    /// <summary>The transfer syntax that the pixel data, if any, is in.</summary>
    public DicomTransferSyntax InternalTransferSyntax
    {
        get => _syntax;
        internal set
        {
            _syntax = value;
            for (var i = 0; i < _count; i++)
                if (_slots[i].Value is DicomSequence sequence)
                    foreach (var inner in sequence.Items) inner.InternalTransferSyntax = value;
        }
    }

    /// <summary>Whether items are checked when they are added.</summary>
    internal bool ValidateItems { get; set; } = DicomValidation.PerformValidation;

    /// <summary>The character set where (0008,0005) names none: for an item, that of the data set around it.</summary>
    internal DicomCharacterSet FallbackCharacterSet { get; set; } = DicomCharacterSet.Default;

    /// <summary>The character set of this data set's text.</summary>
    internal DicomCharacterSet CharacterSet => GetCharacterSet(FallbackCharacterSet);

    /// <summary>The items in the order of their tags.</summary>
    public IEnumerator<DicomItem> GetEnumerator()
    {
        var version = _version;
        for (var i = 0; i < _count; i++)
        {
            yield return ItemAt(i);
            if (version != _version) throw new InvalidOperationException("The data set was changed while its items were enumerated.");
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many items there are, without their values.</summary>
    public override string ToString() => $"DICOM Dataset [{_count} items]";

    /// <summary>Checks every item.</summary>
    /// <exception cref="DicomValidationException">One breaks a rule.</exception>
    public void Validate()
    {
        for (var i = 0; i < _count; i++) ItemAt(i).Validate();
    }

    /// <summary>Decides whether a tag may be in this data set.</summary>
    protected virtual void ValidateTag(DicomTag tag)
    {
    }

    internal DicomCharacterSet GetCharacterSet(DicomCharacterSet inherited) =>
        Find(DicomTag.SpecificCharacterSet) is DicomElement { Count: > 0 } element
            ? DicomCharacterSet.Parse(element.Get<string[]>()) : inherited;
}
