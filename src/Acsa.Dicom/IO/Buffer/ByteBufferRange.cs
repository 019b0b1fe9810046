namespace Acsa.Dicom.IO.Buffer;

/// <summary>What all buffers check, and how they reach bytes without copying.</summary>
internal static class ByteBufferRange
{
    internal static void Check(IByteBuffer buffer, long offset, int count, byte[] output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > buffer.Size - offset) throw new ArgumentOutOfRangeException(nameof(count), "The range ends behind the buffer.");
        if (count > output.Length) throw new ArgumentException("The output array is too small.", nameof(output));
    }

    /// <summary>The bytes themselves where they are in one piece of memory, else a copy.</summary>
    internal static ReadOnlySpan<byte> GetSpan(this IByteBuffer buffer) =>
        buffer is MemorySliceByteBuffer slice ? slice.Memory.Span : buffer.Data;

    /// <summary>An array for all bytes of a buffer.</summary>
    /// <exception cref="DicomDataException">More than an array can hold.</exception>
    internal static byte[] AllocateFor(IByteBuffer buffer) => buffer.Size <= Array.MaxLength
        ? GC.AllocateUninitializedArray<byte>((int)buffer.Size)
        : throw new DicomDataException($"A value of {buffer.Size} bytes does not fit into one array");
}
