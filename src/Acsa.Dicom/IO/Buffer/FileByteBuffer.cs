namespace Acsa.Dicom.IO.Buffer;

/// <summary>A value's bytes in a file; each read opens the file and closes it again.</summary>
public sealed class FileByteBuffer : IByteBuffer
{
    internal FileByteBuffer(SourceFile file, long position, long size)
    {
        File = file;
        Position = position;
        Size = size;
    }

    /// <inheritdoc/>
    public bool IsMemory => false;

    /// <summary>Offset of the first byte in the file.</summary>
    public long Position { get; internal set; }

    /// <inheritdoc/>
    public long Size { get; }

    /// <inheritdoc/>
    public byte[] Data
    {
        get
        {
            var data = ByteBufferRange.AllocateFor(this);
            GetByteRange(0, data.Length, data);
            return data;
        }
    }

    /// <summary>The file that holds the bytes.</summary>
    internal SourceFile File { get; }

    /// <inheritdoc/>
    public void GetByteRange(long offset, int count, byte[] output)
    {
        ByteBufferRange.Check(this, offset, count, output);
        using var handle = File.OpenRead();
        ReadExactly(handle, offset, output.AsSpan(0, count));
    }

    /// <inheritdoc/>
    public void CopyToStream(Stream stream)
    {
        using var handle = File.OpenRead();
        var piece = System.Buffers.ArrayPool<byte>.Shared.Rent(Limits.CopyPiece);
        try
        {
            for (long at = 0; at < Size;)
            {
                var count = (int)Math.Min(Limits.CopyPiece, Size - at);
                ReadExactly(handle, at, piece.AsSpan(0, count));
                stream.Write(piece, 0, count);
                at += count;
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <inheritdoc/>
    public async Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var handle = File.OpenRead();
        var piece = System.Buffers.ArrayPool<byte>.Shared.Rent(Limits.CopyPiece);
        try
        {
            for (long at = 0; at < Size;)
            {
                var count = (int)Math.Min(Limits.CopyPiece, Size - at);
                ReadExactly(handle, at, piece.AsSpan(0, count));
                await stream.WriteAsync(piece.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                at += count;
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private void ReadExactly(Microsoft.Win32.SafeHandles.SafeFileHandle handle, long offset, Span<byte> output)
    {
        while (output.Length > 0)
        {
            var read = RandomAccess.Read(handle, output, Position + offset);
            if (read == 0) throw new EndOfStreamException("The file has become shorter since it was opened.");
            output = output[read..];
            offset += read;
        }
    }
}
