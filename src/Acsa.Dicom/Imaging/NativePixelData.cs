using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging;

/// <summary>
/// Native frames, one after another without padding (PS3.5 8.1.1): frame n is a range of bytes, or of bits when pixels have one.
/// </summary>
internal sealed class NativePixelData : DicomPixelData
{
    private IByteBuffer _stored;
    private CompositeByteBuffer? _added;
    private PackedBitsByteBuffer? _addedBits;

    public NativePixelData(DicomDataset dataset, DicomElement? element) : base(dataset)
    {
        _stored = element?.Buffer ?? EmptyBuffer.Value;
        if (element is null) Replace(_stored);
    }

    public override IByteBuffer GetFrame(int frame)
    {
        CheckFrame(frame);
        if (BitsAllocated == 1) return GetPackedFrame(frame);

        var size = UncompressedFrameSize;
        var offset = (long)size * frame;
        if (offset + size > _stored.Size) throw Missing(frame);
        return frame == 0 && size == _stored.Size ? _stored : new RangeByteBuffer(_stored, offset, size);
    }

    public override void AddFrame(IByteBuffer data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (BitsAllocated == 1)
        {
            AddPackedFrame(data.Data);
        }
        else
        {
            // The first addition takes a container of its own: the buffer may be shared with the data set that this one was cloned from.
            if (_added is null) Replace(_added = _stored.Size == 0 ? new CompositeByteBuffer() : new CompositeByteBuffer(_stored));
            _added.Buffers.Add(data);
        }
        NumberOfFrames++;
    }

    /// <summary>PS3.5 8.1.1: 1-bit frames follow one another bit by bit, so a frame may begin inside a byte.</summary>
    private MemoryByteBuffer GetPackedFrame(int frame)
    {
        var size = UncompressedFrameSize;
        var bits = FrameBits();
        var (first, shift) = Math.DivRem(frame * bits, 8);
        var covering = (int)((shift + bits + 7) / 8);
        if (first + covering > _stored.Size) throw Missing(frame);

        var source = new byte[covering];
        _stored.GetByteRange(first, covering, source);
        return new MemoryByteBuffer(PackedBits.Extract(source, (int)shift, bits, size));
    }

    private void AddPackedFrame(byte[] frame)
    {
        if (_addedBits is null)
        {
            var present = NumberOfFrames * FrameBits();
            if (_stored.Size * 8 < present) throw Missing(NumberOfFrames - 1);
            Replace(_addedBits = new PackedBitsByteBuffer(_stored.Data, present));
        }
        if (frame.Length < UncompressedFrameSize)
            throw new DicomImagingException($"{frame.Length} bytes are too few for a frame of {FrameBits()} one-bit pixels.");
        _addedBits.Append(frame, FrameBits());
    }

    private long FrameBits() => (long)Width * Height * SamplesPerPixel;

    private void Replace(IByteBuffer buffer)
    {
        _stored = buffer;
        var words = !Syntax.IsExplicitVR || BitsAllocated > 8;
        if (words) Dataset.AddOrUpdate(new DicomOtherWord(DicomTag.PixelData, buffer));
        else Dataset.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, buffer));
    }

    private DicomImagingException Missing(int frame) =>
        new($"Pixel Data has {_stored.Size} bytes; frame {frame + 1} of {NumberOfFrames} ends behind them.");
}
