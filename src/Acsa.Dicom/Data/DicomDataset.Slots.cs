using System.Buffers;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>
/// How the items lie in memory. Of an element that was read there is only a slot until somebody asks for it: a header of a hundred
/// elements costs two arrays, and the few that are looked at become objects.
/// </summary>
public partial class DicomDataset
{
    private const int SlotsToBeginWith = 16;

    private DicomSlot[] _slots = [];
    private int _count;
    private int _version;

    /// <summary>The character set that text was read under, whatever (0008,0005) is changed to later.</summary>
    private DicomCharacterSet _readCharacters = DicomCharacterSet.Default;

    /// <summary>The block of private elements that was last looked up.</summary>
    private PrivateBlock? _block;

    /// <summary>While the data set is read: the buffer that slots from <see cref="_taken"/> on may point into, and that is
    /// reused.</summary>
    private byte[]? _borrowed;

    private int _taken;
    private bool _isBeingRead;

    internal int ItemCount => _count;

    /// <summary>The item at this place; the first who asks has it made, and everybody gets the same.</summary>
    internal DicomItem ItemAt(int index) => _slots[index].Value as DicomItem ?? Make(ref _slots[index]);

    /// <summary>Begins reading into this data set.</summary>
    /// <param name="characters">The character set until (0008,0005) names another one.</param>
    /// <param name="borrowed">The buffer that will be overwritten as reading goes on, or null if the bytes stay as they are.</param>
    internal void BeginReading(DicomCharacterSet characters, byte[]? borrowed)
    {
        ReadUnder(characters);
        _borrowed = borrowed;
        // Nobody knows beforehand how many elements there will be; while they are read the array is a rented one.
        var rented = ArrayPool<DicomSlot>.Shared.Rent(Math.Max(SlotsToBeginWith, _count));
        _slots.AsSpan(0, _count).CopyTo(rented);
        _slots = rented;
        _isBeingRead = true;
    }

    /// <summary>Text that comes from now on is in this character set.</summary>
    /// <returns>How many items had to be looked at.</returns>
    internal int ReadUnder(DicomCharacterSet characters)
    {
        if (characters.Equals(_readCharacters)) return 0;
        MakeAll();
        _readCharacters = characters;
        return _count;
    }

    /// <summary>Appends an element that was read; out of order or twice, it takes its place, the last one wins.</summary>
    /// <returns>How many items had to make room or to be looked at.</returns>
    internal int AddRead(uint tag, DicomVR vr, byte[] bytes, int offset, int length)
    {
        var slot = new DicomSlot { Value = bytes, Tag = tag, Offset = offset, Length = length, Vr = vr.CodeBytes };
        if (_count > 0 && _slots[_count - 1].Tag >= tag) return AddRead(Make(ref slot));
        InsertSlot(_count, slot);
        return 0;
    }

    /// <summary>Appends an item that was read; out of order or twice, it takes its place, the last one wins.</summary>
    /// <returns>How many items had to make room or to be looked at.</returns>
    internal int AddRead(DicomItem item)
    {
        var tag = item.Tag.Value;
        if (_count == 0 || _slots[_count - 1].Tag < tag)
        {
            Insert(_count, item);
            return 0;
        }
        var looked = KeepCreators(tag);
        var index = IndexOf(item.Tag);
        if (index < 0)
        {
            // The same number with another creator, or none: the one that reserves the block came in between.
            if (~index < _count && _slots[~index].Tag == tag) index = ~index;
            else if (~index > 0 && _slots[~index - 1].Tag == tag) index = ~index - 1;
        }
        if (index < 0)
        {
            Insert(~index, item);
            return looked + _count - 1 - ~index;
        }
        _version++;
        _slots[index] = SlotOf(item);
        return looked;
    }

    /// <summary>Copies the values that still lie in the borrowed buffer, which is about to be overwritten, into an array of their
    /// own.</summary>
    internal void TakeBorrowed()
    {
        if (_borrowed is null) return;
        var size = 0;
        for (var i = _taken; i < _count; i++)
            if (ReferenceEquals(_slots[i].Value, _borrowed)) size += _slots[i].Length;
        var own = size == 0 ? [] : GC.AllocateUninitializedArray<byte>(size);
        for (int i = _taken, at = 0; i < _count; i++)
        {
            ref var slot = ref _slots[i];
            if (!ReferenceEquals(slot.Value, _borrowed)) continue;
            _borrowed.AsSpan(slot.Offset, slot.Length).CopyTo(own.AsSpan(at));
            (slot.Value, slot.Offset) = (own, at);
            at += slot.Length;
        }
        _taken = _count;
    }

    /// <summary>Ends reading: from here on the data set depends on no buffer that others use.</summary>
    internal void EndReading()
    {
        if (!_isBeingRead) return;
        TakeBorrowed();
        _borrowed = null;
        _isBeingRead = false;
        _taken = 0;
        var rented = _slots;
        _slots = rented.AsSpan(0, _count).ToArray();
        ArrayPool<DicomSlot>.Shared.Return(rented, clearArray: true);
    }

    /// <summary>A data set with the same items, where those that can change are copies.</summary>
    internal DicomDataset Copy()
    {
        var copy = new DicomDataset(this);
        for (var i = 0; i < copy._count; i++)
            if (copy._slots[i].Value is DicomItem item) copy._slots[i].Value = item.Copy();
        return copy;
    }

    /// <summary>The tag that this number means here: private ones belong to the creator that has reserved their block.</summary>
    internal DicomTag TagOf(uint value)
    {
        if ((value & 0x10000) == 0 || (value & 0xFFFF) <= LastBlock) return DicomTag.FromValue(value);
        var block = _block;
        if (block is null || block.Number != value >> 8)
        {
            var reserving = Find(DicomTag.FromValue(value & 0xFFFF0000 | value >> 8 & 0xFF)) as DicomElement;
            var name = reserving is { Count: > 0 } ? reserving.Get<string>().Trim() : "";
            _block = block = new PrivateBlock(value >> 8, name.Length > 0 ? new DicomPrivateCreator(name) : null);
        }
        return block.Creator is null ? DicomTag.FromValue(value) : new DicomTag((ushort)(value >> 16), (ushort)value, block.Creator);
    }

    /// <summary>The item with this very tag, or null.</summary>
    internal DicomItem? Find(DicomTag tag)
    {
        var index = IndexOf(tag);
        return index >= 0 ? ItemAt(index) : null;
    }

    private int IndexOf(DicomTag tag)
    {
        int low = 0, high = _count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _slots[middle].Tag.CompareTo(tag.Value);
            // Private elements of one number may still differ in their creator.
            if (order == 0 && tag.IsPrivate) order = ItemAt(middle).Tag.CompareTo(tag);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    private void Put(DicomItem item)
    {
        KeepCreators(item.Tag.Value);
        var index = IndexOf(item.Tag);
        if (index < 0)
        {
            Insert(~index, item);
            return;
        }
        _version++;
        _slots[index] = SlotOf(item);
    }

    private void Insert(int index, DicomItem item) => InsertSlot(index, SlotOf(item));

    private void InsertSlot(int index, DicomSlot slot)
    {
        _version++;
        if (_count == _slots.Length) Grow();
        if (index < _count) Array.Copy(_slots, index, _slots, index + 1, _count - index);
        _slots[index] = slot;
        _count++;
        // What has moved up may still be borrowed.
        _taken = Math.Min(_taken, index);
    }

    private void RemoveAt(int index)
    {
        KeepCreators(_slots[index].Tag);
        _version++;
        _count--;
        Array.Copy(_slots, index + 1, _slots, index, _count - index);
        _slots[_count] = default;
    }

    private void Grow()
    {
        if (!_isBeingRead)
        {
            Array.Resize(ref _slots, Math.Max(8, _count * 2));
            return;
        }
        var larger = ArrayPool<DicomSlot>.Shared.Rent(_count * 2);
        _slots.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<DicomSlot>.Shared.Return(_slots, clearArray: true);
        _slots = larger;
    }

    private DicomItem Make(ref DicomSlot slot)
    {
        var value = Volatile.Read(ref slot.Value);
        if (value is DicomItem made) return made;
        var bytes = (byte[])value;
        DicomVR.TryParse(slot.Vr, out var vr);
        var item = ItemFactory.Create(vr, TagOf(slot.Tag), _readCharacters, Value(bytes, slot.Offset, slot.Length));
        // Two threads may both get here; the one that comes second takes what the first has made.
        return Interlocked.CompareExchange(ref slot.Value, item, bytes) as DicomItem ?? item;
    }

    private IByteBuffer Value(byte[] bytes, int offset, int length)
    {
        if (length == 0) return EmptyBuffer.Value;
        if (ReferenceEquals(bytes, _borrowed)) return new MemoryByteBuffer(bytes.AsSpan(offset, length).ToArray());
        return length == bytes.Length
            ? new MemoryByteBuffer(bytes) : new MemorySliceByteBuffer(new ReadOnlyMemory<byte>(bytes, offset, length));
    }

    private void MakeAll()
    {
        for (var i = 0; i < _count; i++) ItemAt(i);
    }

    // Private elements get their creator when they become objects. If it changes, they keep the one that they were read with.
    private int KeepCreators(uint changing)
    {
        if ((changing & 0x10000) == 0 || (changing & 0xFFFF) is < FirstBlock or > LastBlock) return 0;
        MakeAll();
        _block = null;
        return _count;
    }

    private static DicomSlot SlotOf(DicomItem item) => new() { Value = item, Tag = item.Tag.Value };

    private sealed record PrivateBlock(uint Number, DicomPrivateCreator? Creator);
}
