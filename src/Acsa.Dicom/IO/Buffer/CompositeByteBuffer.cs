namespace Acsa.Dicom.IO.Buffer;

/// <summary>Several buffers one after another.</summary>
public sealed class CompositeByteBuffer : IByteBuffer
{
    private readonly List<IByteBuffer> _buffers;

    /// <summary>The buffers in order.</summary>
    public CompositeByteBuffer(params IByteBuffer[] buffers) : this((IEnumerable<IByteBuffer>)buffers)
    {
    }

    /// <summary>The buffers in order.</summary>
    public CompositeByteBuffer(IEnumerable<IByteBuffer> buffers)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        _buffers = [.. buffers];
    }

    /// <summary>The parts.</summary>
    public IList<IByteBuffer> Buffers => _buffers;

    /// <inheritdoc/>
    public bool IsMemory => _buffers.TrueForAll(buffer => buffer.IsMemory);

    /// <inheritdoc/>
    public long Size
    {
        get
        {
            long size = 0;
            foreach (var buffer in _buffers) size += buffer.Size;
            return size;
        }
    }

    /// <inheritdoc/>
    public byte[] Data
    {
        get
        {
            var data = ByteBufferRange.AllocateFor(this);
            using var stream = new MemoryStream(data);
            CopyToStream(stream);
            return data;
        }
    }

    /// <inheritdoc/>
    public void GetByteRange(long offset, int count, byte[] output)
    {
        ByteBufferRange.Check(this, offset, count, output);
        var written = 0;
        foreach (var buffer in _buffers)
        {
            if (written == count) return;
            if (offset >= buffer.Size)
            {
                offset -= buffer.Size;
                continue;
            }
            var length = (int)Math.Min(buffer.Size - offset, count - written);
            CopyRange(buffer, offset, length, output, written);
            written += length;
            offset = 0;
        }
    }

    /// <inheritdoc/>
    public void CopyToStream(Stream stream)
    {
        foreach (var buffer in _buffers) buffer.CopyToStream(stream);
    }

    /// <inheritdoc/>
    public async Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken)
    {
        foreach (var buffer in _buffers) await buffer.CopyToStreamAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    private static void CopyRange(IByteBuffer buffer, long offset, int length, byte[] output, int at)
    {
        if (at == 0)
        {
            buffer.GetByteRange(offset, length, output);
            return;
        }
        var part = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        try
        {
            buffer.GetByteRange(offset, length, part);
            part.AsSpan(0, length).CopyTo(output.AsSpan(at));
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(part);
        }
    }
}
