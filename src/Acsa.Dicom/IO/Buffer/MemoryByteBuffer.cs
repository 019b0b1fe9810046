namespace Acsa.Dicom.IO.Buffer;

/// <summary>A value's bytes in an array of their own.</summary>
public sealed class MemoryByteBuffer : IByteBuffer
{
    /// <summary>A buffer over <paramref name="data"/>, which it does not copy.</summary>
    public MemoryByteBuffer(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Data = data;
    }

    /// <inheritdoc/>
    public bool IsMemory => true;

    /// <inheritdoc/>
    public long Size => Data.Length;

    /// <inheritdoc/>
    public byte[] Data { get; }

    /// <inheritdoc/>
    public void GetByteRange(long offset, int count, byte[] output)
    {
        ByteBufferRange.Check(this, offset, count, output);
        System.Buffer.BlockCopy(Data, (int)offset, output, 0, count);
    }

    /// <inheritdoc/>
    public void CopyToStream(Stream stream) => stream.Write(Data);

    /// <inheritdoc/>
    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        stream.WriteAsync(Data, cancellationToken).AsTask();
}
