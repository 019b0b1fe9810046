namespace Acsa.Dicom.IO.Writer;

internal sealed partial class DicomDatasetWriter
{
    private const uint Item = 0xFFFEE000;
    private const uint ItemDelimitation = 0xFFFEE00D;
    private const uint SequenceDelimitation = 0xFFFEE0DD;
    private const int MarkerSize = 8;

    private void WriteSequence(DicomSequence sequence, DicomCharacterSet characters, bool isPrivate)
    {
        isPrivate |= HasToHaveLength(sequence);
        var hasLength = isPrivate || _options.ExplicitLengthSequences;
        WriteHeader(sequence.Tag, DicomVR.SQ, hasLength ? Length(ContentLength(sequence, characters, isPrivate), sequence.Tag) : Undefined);
        foreach (var item in sequence.Items) WriteSequenceItem(sequence, item, characters, isPrivate);
        if (!hasLength) WriteMarker(SequenceDelimitation, 0);
    }

    private void WriteSequenceItem(DicomSequence sequence, DicomDataset item, DicomCharacterSet outer, bool isPrivate)
    {
        var characters = item.GetCharacterSet(outer);
        var hasLength = isPrivate || _options.ExplicitLengthSequenceItems;
        WriteMarker(Item, hasLength ? Length(LengthOf(item, characters, isPrivate), sequence.Tag) : Undefined);
        WriteItems(item, characters, isPrivate);
        if (!hasLength) WriteMarker(ItemDelimitation, 0);
    }

    // PS3.5 A.4: the offset table, a fragment after the other, and a delimiter, in explicit VR little endian.
    private void WriteFragments(DicomFragmentSequence fragments)
    {
        if (!_syntax.IsEncapsulated)
            throw new DicomDataException(
                $"{fragments.Tag} is compressed, and the transfer syntax {_syntax} is for uncompressed pixel data");
        WriteHeader(fragments.Tag, fragments.ValueRepresentation, Undefined);
        WriteMarker(Item, checked((uint)fragments.OffsetTable.Count * sizeof(uint)));
        foreach (var offset in fragments.OffsetTable) _target.WriteUInt32(offset, bigEndian: false);
        foreach (var fragment in fragments.Fragments)
        {
            var padding = fragment.Size & 1;
            WriteMarker(Item, Length(fragment.Size + padding, fragments.Tag));
            _target.Write(fragment, swapUnit: 1);
            if (padding != 0) _target.WriteByte(0);
        }
        WriteMarker(SequenceDelimitation, 0);
    }

    private void WriteMarker(uint marker, uint length)
    {
        WriteTag(marker);
        _target.WriteUInt32(length, _bigEndian);
    }

    // As fo-dicom does, for readers that cannot go into a private sequence. In implicit VR it is the undefined length that tells those
    // readers that it is one; and one that came without a length goes as it came.
    private bool HasToHaveLength(DicomSequence sequence) =>
        sequence.Tag.IsPrivate && _syntax.IsExplicitVR && !sequence.CameWithUndefinedLength;

    private static uint Length(long length, DicomTag tag) =>
        length < Undefined ? (uint)length : throw new DicomDataException($"{tag} is too long for a length of 32 bits");

    private long ContentLength(DicomSequence sequence, DicomCharacterSet outer, bool isPrivate)
    {
        long length = 0;
        foreach (var item in sequence.Items)
        {
            length += MarkerSize + LengthOf(item, item.GetCharacterSet(outer), isPrivate);
            if (!isPrivate && !_options.ExplicitLengthSequenceItems) length += MarkerSize;
        }
        return length;
    }

    private long LengthOf(DicomDataset dataset, DicomCharacterSet characters, bool isPrivate)
    {
        long length = 0;
        for (var i = 0; i < dataset.ItemCount; i++)
        {
            var item = dataset.ItemAt(i);
            if (item.Tag.Element != 0 || _options.KeepGroupLengths) length += LengthOf(item, characters, isPrivate);
        }
        return length;
    }

    private long LengthOf(DicomItem item, DicomCharacterSet characters, bool isPrivate)
    {
        switch (item)
        {
            case DicomSequence sequence:
                isPrivate |= HasToHaveLength(sequence);
                var end = isPrivate || _options.ExplicitLengthSequences ? 0 : MarkerSize;
                return HeaderSize(DicomVR.SQ) + ContentLength(sequence, characters, isPrivate) + end;
            case DicomFragmentSequence fragments:
                long size = HeaderSize(fragments.ValueRepresentation) + 2 * MarkerSize + fragments.OffsetTable.Count * sizeof(uint);
                foreach (var fragment in fragments.Fragments) size += MarkerSize + fragment.Size + (fragment.Size & 1);
                return size;
            case DicomElement element:
                var value = element.GetBuffer(characters).Size;
                return HeaderSize(WritableVr(element.ValueRepresentation, value)) + value + (value & 1);
            default:
                return 0;
        }
    }

    private int HeaderSize(DicomVR vr) => _syntax.IsExplicitVR && !vr.Is16bitLength ? 12 : 8;
}
