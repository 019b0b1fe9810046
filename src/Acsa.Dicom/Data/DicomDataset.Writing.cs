namespace Acsa.Dicom;

public partial class DicomDataset
{
    /// <summary>Adds an item.</summary>
    /// <exception cref="ArgumentException">The tag is there already.</exception>
    /// <exception cref="DicomValidationException">The value breaks a rule.</exception>
    public DicomDataset Add(DicomItem item) => DoAdd(item, allowUpdate: false);

    /// <summary>Adds items.</summary>
    public DicomDataset Add(params DicomItem[] items) => Add((IEnumerable<DicomItem>)items);

    /// <summary>Adds items.</summary>
    public DicomDataset Add(IEnumerable<DicomItem> items)
    {
        foreach (var item in items ?? []) DoAdd(item, allowUpdate: false);
        return this;
    }

    /// <summary>Adds an element with the value representation that the dictionary gives.</summary>
    /// <exception cref="DicomDataException">The dictionary does not know the tag.</exception>
    /// <exception cref="InvalidOperationException">The value representation does not take values of this type.</exception>
    public DicomDataset Add<T>(DicomTag tag, params T[]? values) => DoAdd(tag, values, allowUpdate: false);

    /// <summary>Adds an element with this value representation.</summary>
    public DicomDataset Add<T>(DicomVR vr, DicomTag tag, params T[]? values) => DoAdd(vr, tag, values, allowUpdate: false);

    /// <summary>Adds an item, in place of one with the same tag.</summary>
    public DicomDataset AddOrUpdate(DicomItem item) => DoAdd(item, allowUpdate: true);

    /// <summary>Adds items, in place of those with the same tags.</summary>
    public DicomDataset AddOrUpdate(params DicomItem[] items) => AddOrUpdate((IEnumerable<DicomItem>)items);

    /// <summary>Adds items, in place of those with the same tags.</summary>
    public DicomDataset AddOrUpdate(IEnumerable<DicomItem> items)
    {
        foreach (var item in items ?? []) DoAdd(item, allowUpdate: true);
        return this;
    }

    /// <summary>Adds an element with the value representation that the dictionary gives, in place of one with the same tag.</summary>
    public DicomDataset AddOrUpdate<T>(DicomTag tag, params T[]? values) => DoAdd(tag, values, allowUpdate: true);

    /// <summary>Adds an element with this value representation, in place of one with the same tag.</summary>
    public DicomDataset AddOrUpdate<T>(DicomVR vr, DicomTag tag, params T[]? values) => DoAdd(vr, tag, values, allowUpdate: true);

    /// <summary>Removes the items with these tags, where there are any.</summary>
    public DicomDataset Remove(params DicomTag[] tags)
    {
        foreach (var tag in tags)
        {
            var index = FindPrivateTag(tag) is { } found ? IndexOf(found) : -1;
            if (index >= 0) RemoveAt(index);
        }
        return this;
    }

    /// <summary>Removes the items for which <paramref name="selector"/> says so.</summary>
    public DicomDataset Remove(Func<DicomItem, bool> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        for (var i = _count - 1; i >= 0; i--)
            if (selector(ItemAt(i))) RemoveAt(i);
        return this;
    }

    /// <summary>Removes all items.</summary>
    public DicomDataset Clear()
    {
        _version++;
        Array.Clear(_slots);
        _count = 0;
        _block = null;
        return this;
    }

    /// <summary>Puts all items into another data set.</summary>
    public DicomDataset CopyTo(DicomDataset destination)
    {
        destination?.AddOrUpdate(this.ToArray().Select(item => item.Copy()));
        return this;
    }

    /// <summary>Puts the items with these tags into another data set.</summary>
    public DicomDataset CopyTo(DicomDataset destination, params DicomTag[] tags)
    {
        foreach (var tag in tags ?? [])
            if (GetDicomItem<DicomItem>(tag) is { } item) destination?.AddOrUpdate(item.Copy());
        return this;
    }

    private DicomDataset DoAdd(DicomItem? item, bool allowUpdate)
    {
        if (item is null) return this;
        ValidateTag(item.Tag);
        if (item.Tag.IsPrivate) item = item.WithTag(GetPrivateTag(item.Tag));
        if (ValidateItems) item.Validate();
        if (!allowUpdate && IndexOf(item.Tag) >= 0)
            throw new ArgumentException($"The data set has an item with the tag {item.Tag} already.");
        Put(item);
        return this;
    }

    private DicomDataset DoAdd<T>(DicomTag tag, T[]? values, bool allowUpdate)
    {
        var entry = tag.DictionaryEntry;
        if (ReferenceEquals(entry, DicomDictionary.UnknownTag))
            throw new DicomDataException(tag.IsPrivate
                ? $"Unknown private tag {tag} has no VR defined."
                : $"Tag {tag} not found in DICOM dictionary. Only dictionary tags may be added implicitly to the dataset.");
        var vr = values is null ? null : Array.Find(entry.ValueRepresentations, candidate => candidate.ValueType == typeof(T));
        return DoAdd(vr ?? entry.ValueRepresentations[0], tag, values, allowUpdate);
    }

    private DicomDataset DoAdd<T>(DicomVR vr, DicomTag tag, T[]? values, bool allowUpdate) =>
        DoAdd(ItemFactory.Create(vr, tag, values ?? []), allowUpdate);
}
