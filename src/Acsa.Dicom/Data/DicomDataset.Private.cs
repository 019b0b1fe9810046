namespace Acsa.Dicom;

public partial class DicomDataset
{
    private const int FirstBlock = 0x10;
    private const int LastBlock = 0xFF;

    /// <summary>The tag under which a private attribute stands here; a block is reserved for its creator if there is none yet.</summary>
    /// <exception cref="DicomDataException">All blocks of the group are taken.</exception>
    public DicomTag GetPrivateTag(DicomTag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return GetPrivateTag(tag, createTag: true)!;
    }

    /// <summary>The tag under which a private attribute stands here, or null if its creator has no block.</summary>
    private DicomTag? FindPrivateTag(DicomTag tag) => GetPrivateTag(tag, createTag: false);

    private DicomTag? GetPrivateTag(DicomTag tag, bool createTag)
    {
        // Elements that reserve a block, and private tags without creator, stand where they say.
        if (tag.PrivateCreator is not { } creator || !tag.IsPrivate) return tag;
        var block = FindBlock(tag.Group, creator.Creator, out var free);
        if (block == 0)
        {
            if (!createTag) return null;
            if (free == 0) throw new DicomDataException($"No free block in group {tag.Group:x4} for another private creator");
            block = free;
            Put(new DicomLongString(new DicomTag(tag.Group, (ushort)block), creator.Creator));
        }
        var element = (ushort)(block << 8 | tag.Element & 0xFF);
        return element == tag.Element ? tag : new DicomTag(tag.Group, element, creator);
    }

    /// <summary>The block of a creator, 0 if it has none; and the first block that nobody has.</summary>
    private int FindBlock(ushort group, string creator, out int free)
    {
        free = 0;
        var index = IndexOf(new DicomTag(group, FirstBlock));
        if (index < 0) index = ~index;
        for (var block = FirstBlock; block <= LastBlock; block++)
        {
            var taken = index < _count && _slots[index].Tag == ((uint)group << 16 | (uint)block);
            if (!taken)
            {
                if (free == 0) free = block;
                continue;
            }
            if (ItemAt(index) is DicomElement { Count: > 0 } element && element.Get<string>() is { } name && name.Trim() == creator)
                return block;
            index++;
        }
        return 0;
    }
}
