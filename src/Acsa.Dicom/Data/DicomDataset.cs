using System.Collections;

namespace Acsa.Dicom;

/// <summary>A data set: items in the order of their tags, each tag once (PS3.5 7.1). Not safe for changes from several threads.</summary>
public partial class DicomDataset : IEnumerable<DicomItem>
{
    private DicomItem[] _items = [];
    private int _count;
    private int _version;
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
        _items = source._items.AsSpan(0, source._count).ToArray();
        _count = source._count;
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
            foreach (var item in Items)
                if (item is DicomSequence sequence)
                    foreach (var inner in sequence.Items) inner.InternalTransferSyntax = value;
        }
    }

    /// <summary>Whether items are checked when they are added.</summary>
    internal bool ValidateItems { get; set; } = DicomValidation.PerformValidation;

    /// <summary>The character set where (0008,0005) names none: for an item, that of the data set around it.</summary>
    internal DicomCharacterSet FallbackCharacterSet { get; set; } = DicomCharacterSet.Default;

    /// <summary>The character set of this data set's text.</summary>
    internal DicomCharacterSet CharacterSet => GetCharacterSet(FallbackCharacterSet);

    internal int ItemCount => _count;

    private ReadOnlySpan<DicomItem> Items => _items.AsSpan(0, _count);

    /// <summary>The items in the order of their tags.</summary>
    public IEnumerator<DicomItem> GetEnumerator()
    {
        var version = _version;
        for (var i = 0; i < _count; i++)
        {
            yield return _items[i];
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
        foreach (var item in Items) item.Validate();
    }

    /// <summary>Decides whether a tag may be in this data set.</summary>
    protected virtual void ValidateTag(DicomTag tag)
    {
    }

    internal DicomItem ItemAt(int index) => _items[index];

    internal DicomCharacterSet GetCharacterSet(DicomCharacterSet inherited) =>
        Find(DicomTag.SpecificCharacterSet) is DicomElement { Count: > 0 } element
            ? DicomCharacterSet.Parse(element.Get<string[]>()) : inherited;

    /// <summary>Appends an item that was read; out of order or twice, it takes its place, the last one wins.</summary>
    /// <returns>How many items had to make room.</returns>
    internal int AddRead(DicomItem item)
    {
        var before = _count;
        if (_count == 0 || _items[_count - 1].Tag.CompareTo(item.Tag) < 0)
        {
            Insert(_count, item);
            return 0;
        }
        var index = Put(item);
        return _count > before ? before - index : 0;
    }

    /// <summary>The item with this very tag, or null.</summary>
    internal DicomItem? Find(DicomTag tag)
    {
        var index = IndexOf(tag);
        return index >= 0 ? _items[index] : null;
    }

    private int IndexOf(DicomTag tag)
    {
        int low = 0, high = _count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _items[middle].Tag.CompareTo(tag);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    private int Put(DicomItem item)
    {
        var index = IndexOf(item.Tag);
        if (index < 0)
        {
            Insert(~index, item);
            return ~index;
        }
        _version++;
        _items[index] = item;
        return index;
    }

    private void Insert(int index, DicomItem item)
    {
        _version++;
        if (_count == _items.Length) Array.Resize(ref _items, Math.Max(8, _count * 2));
        Array.Copy(_items, index, _items, index + 1, _count - index);
        _items[index] = item;
        _count++;
    }

    private void RemoveAt(int index)
    {
        _version++;
        _count--;
        Array.Copy(_items, index + 1, _items, index, _count - index);
        _items[_count] = null!;
    }
}
