using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging;

/// <summary>A growing run of bits as a buffer of bytes, the last one filled up with zeros.</summary>
internal sealed class PackedBitsByteBuffer : IByteBuffer
{
    private byte[] _bytes;
    private long _bits;

    public PackedBitsByteBuffer(ReadOnlySpan<byte> present, long bits)
    {
        _bytes = PackedBits.Extract(present, 0, bits, (int)((bits + 7) / 8));
        _bits = bits;
    }

    public bool IsMemory => true;

    public long Size => (_bits + 7) / 8;

    public byte[] Data => Written.ToArray();

    private ReadOnlySpan<byte> Written => _bytes.AsSpan(0, (int)Size);

    public void Append(ReadOnlySpan<byte> source, long count)
    {
        var needed = (_bits + count + 7) / 8;
        if (needed > Array.MaxLength) throw new DicomImagingException("One-bit pixel data of more than 2 GiB are not written.");
        if (needed > _bytes.Length) Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _bytes.Length)));
        PackedBits.Append(source, count, _bytes, _bits);
        _bits += count;
    }

    public void GetByteRange(long offset, int count, byte[] output) => Written.Slice((int)offset, count).CopyTo(output);

    public void CopyToStream(Stream stream) => stream.Write(Written);

    public Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        stream.WriteAsync(_bytes.AsMemory(0, (int)Size), cancellationToken).AsTask();
}
