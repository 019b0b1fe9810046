namespace Acsa.Dicom.IO.Buffer;

/// <summary>No bytes.</summary>
public sealed class EmptyBuffer : IByteBuffer
{
    /// <summary>The only instance.</summary>
    public static readonly EmptyBuffer Value = new();

    private EmptyBuffer()
    {
    }

    /// <inheritdoc/>
    public bool IsMemory => true;

    /// <inheritdoc/>
    public long Size => 0;

    /// <inheritdoc/>
    public byte[] Data => [];

    /// <inheritdoc/>
    public void GetByteRange(long offset, int count, byte[] output) => ByteBufferRange.Check(this, offset, count, output);

    /// <inheritdoc/>
    public void CopyToStream(Stream stream)
    {
    }

    /// <inheritdoc/>
    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) => Task.CompletedTask;
}
