namespace Acsa.Dicom.IO.Buffer;

/// <summary>A value's bytes as a piece of memory that other values share; the small values of a parsed data set.</summary>
internal sealed class MemorySliceByteBuffer(ReadOnlyMemory<byte> memory) : IByteBuffer
{
    public ReadOnlyMemory<byte> Memory => memory;

    public bool IsMemory => true;

    public long Size => memory.Length;

    /// <summary>A copy: a write into it must not reach the neighbours.</summary>
    public byte[] Data => memory.ToArray();

    public void GetByteRange(long offset, int count, byte[] output)
    {
        ByteBufferRange.Check(this, offset, count, output);
        memory.Span.Slice((int)offset, count).CopyTo(output);
    }

    public void CopyToStream(Stream stream) => stream.Write(memory.Span);

    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        stream.WriteAsync(memory, cancellationToken).AsTask();
}
