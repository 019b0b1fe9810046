using System.Buffers.Binary;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.IO.Reader;

internal sealed partial class DicomDatasetReader
{
    /// <summary>Reads items up to <paramref name="end"/>, or up to a sequence delimitation item (PS3.5 7.5).</summary>
    private void ReadSequence(DicomTag tag, long? end, ReadScope outer, ElementCoding coding)
    {
        if (outer.Depth >= Limits.SequenceDepth)
            throw new DicomDataException($"{tag} at byte {_source.Position} is the {Limits.SequenceDepth + 1}th sequence inside another");
        var sequence = new DicomSequence(tag) { CameWithUndefinedLength = end is null };
        // In its place before it is full: if the bytes end early, what there was can be had.
        Add(outer, sequence);
        while (!_isStopped && _source.Position < (end ?? outer.End))
        {
            var (marker, length) = ReadMarker(coding.IsBigEndian);
            if (marker == SequenceDelimitation) return;
            // Superfluous where items have lengths.
            if (marker == ItemDelimitation) continue;
            if (marker != Item) throw new DicomDataException($"No item in {tag} at byte {_source.Position - 8}");
            ReadItem(sequence, length, outer, coding);
        }
        if (end is null && !_isStopped) throw new DicomDataException($"{tag} has no end before byte {_source.Position}");
    }

    private void ReadItem(DicomSequence sequence, uint length, ReadScope outer, ElementCoding coding)
    {
        Count();
        long? end = length == Undefined ? null : _source.Position + length;
        // Items are met that are longer than their sequence; beyond what is around the sequence none can go.
        if (end > outer.End)
            throw new DicomDataException($"The length {length} of an item of {sequence.Tag} goes beyond what is around it");
        var item = new DicomDataset(_syntax) { ValidateItems = false };
        sequence.Items.Add(item);
        item.FallbackCharacterSet = outer.Characters;
        ReadElements(new ReadScope(item, coding, outer, end));
    }

    private (uint Marker, uint Length) ReadMarker(bool bigEndian)
    {
        if (!_source.TryFill(8)) throw new EndOfDataSetException(_source.Position);
        var marker = (uint)_source.PeekUInt16(0, bigEndian) << 16 | _source.PeekUInt16(2, bigEndian);
        var length = _source.PeekUInt32(4, bigEndian);
        _source.Advance(8);
        return (marker, length);
    }

    /// <summary>Reads encapsulated pixel data: an item with the offset table, then one per fragment (PS3.5 A.4).</summary>
    private void ReadFragments(DicomTag tag, DicomVR vr, ReadScope scope)
    {
        DicomFragmentSequence fragments = vr == DicomVR.OW ? new DicomOtherWordFragment(tag) : new DicomOtherByteFragment(tag);
        var hasTable = false;
        while (true)
        {
            var (marker, length) = ReadMarker(scope.Coding.IsBigEndian);
            if (marker == SequenceDelimitation) break;
            if (marker != Item || length == Undefined)
                throw new DicomDataException($"No fragment in {tag} at byte {_source.Position - 8}");
            if (!hasTable) ReadOffsetTable(fragments, length);
            else ReadFragment(fragments, length);
            hasTable = true;
        }
        if (!_settings.SkipLarge) Add(scope, fragments);
    }

    private void ReadFragment(DicomFragmentSequence fragments, uint length)
    {
        if (fragments.Fragments.Count >= Limits.Fragments)
            throw new DicomDataException($"{fragments.Tag} has more than {Limits.Fragments} fragments");
        var large = Math.Min(Limits.LargeFragment, _settings.LargeObjectSize);
        if (_settings.SkipLarge) _source.Skip(length);
        else if (_settings.File is null || (length < large && HasRoomFor(length))) fragments.Fragments.Add(_source.ReadValue(length));
        else fragments.Fragments.Add(LeaveInFile(length)!);
    }

    private void ReadOffsetTable(DicomFragmentSequence fragments, uint length)
    {
        if (length / sizeof(uint) > Limits.Fragments)
            throw new DicomDataException($"The offset table of {fragments.Tag} has {length} bytes");
        var table = _source.ReadValue(length).GetSpan();
        for (; table.Length >= sizeof(uint); table = table[sizeof(uint)..])
            fragments.OffsetTable.Add(BinaryPrimitives.ReadUInt32LittleEndian(table));
    }
}
