namespace Acsa.Dicom.IO.Buffer;

/// <summary>A piece of another buffer.</summary>
public sealed class RangeByteBuffer : IByteBuffer
{
    private readonly IByteBuffer _buffer;
    private readonly long _offset;
    private readonly int _length;

    /// <summary>The bytes of <paramref name="buffer"/> from <paramref name="offset"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the buffer.</exception>
    public RangeByteBuffer(IByteBuffer buffer, long offset, int length)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, buffer.Size - offset);
        _buffer = buffer;
        _offset = offset;
        _length = length;
    }

    /// <inheritdoc/>
    public bool IsMemory => _buffer.IsMemory;

    /// <inheritdoc/>
    public long Size => _length;

    /// <inheritdoc/>
    public byte[] Data
    {
        get
        {
            var data = ByteBufferRange.AllocateFor(this);
            _buffer.GetByteRange(_offset, data.Length, data);
            return data;
        }
    }

    /// <inheritdoc/>
    public void GetByteRange(long offset, int count, byte[] output)
    {
        ByteBufferRange.Check(this, offset, count, output);
        _buffer.GetByteRange(_offset + offset, count, output);
    }

    /// <inheritdoc/>
    public void CopyToStream(Stream stream) => PooledCopy.ToStream(this, stream);

    /// <inheritdoc/>
    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        PooledCopy.ToStreamAsync(this, stream, cancellationToken);
}
