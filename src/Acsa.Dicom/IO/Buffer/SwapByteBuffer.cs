namespace Acsa.Dicom.IO.Buffer;

/// <summary>Another buffer with the bytes of each unit in reverse order: big-endian values that stay on disk.</summary>
internal sealed class SwapByteBuffer : IByteBuffer
{
    private readonly IByteBuffer _buffer;
    private readonly int _unitSize;

    internal SwapByteBuffer(IByteBuffer buffer, int unitSize)
    {
        _buffer = buffer;
        _unitSize = unitSize;
    }

    public bool IsMemory => _buffer.IsMemory;

    public long Size => _buffer.Size;

    public byte[] Data
    {
        get
        {
            var data = ByteBufferRange.AllocateFor(this);
            GetByteRange(0, data.Length, data);
            return data;
        }
    }

    public void GetByteRange(long offset, int count, byte[] output)
    {
        ByteBufferRange.Check(this, offset, count, output);
        if (count == 0) return;
        // Whole units have to be read; the range may begin and end inside one.
        var first = offset - offset % _unitSize;
        var last = Math.Min(Size, (offset + count + _unitSize - 1) / _unitSize * _unitSize);
        if (first == offset && last == offset + count)
        {
            _buffer.GetByteRange(offset, count, output);
            ByteOrder.Swap(output.AsSpan(0, count), _unitSize);
            return;
        }
        var units = new byte[(int)(last - first)];
        _buffer.GetByteRange(first, units.Length, units);
        ByteOrder.Swap(units, _unitSize);
        units.AsSpan((int)(offset - first), count).CopyTo(output);
    }

    public void CopyToStream(Stream stream) => PooledCopy.ToStream(this, stream);

    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        PooledCopy.ToStreamAsync(this, stream, cancellationToken);
}
