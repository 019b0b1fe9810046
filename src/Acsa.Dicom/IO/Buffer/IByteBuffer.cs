namespace Acsa.Dicom.IO.Buffer;

/// <summary>The bytes of a value, wherever they are.</summary>
public interface IByteBuffer
{
    /// <summary>Whether the bytes are in memory.</summary>
    bool IsMemory { get; }

    /// <summary>How many bytes there are.</summary>
    long Size { get; }

    /// <summary>All bytes; read from where they are if they are not in memory. Not to be changed.</summary>
    byte[] Data { get; }

    /// <summary>Copies a range to the start of <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the buffer.</exception>
    void GetByteRange(long offset, int count, byte[] output);

    /// <summary>Writes all bytes.</summary>
    void CopyToStream(Stream stream);

    /// <summary>Writes all bytes.</summary>
    Task CopyToStreamAsync(Stream stream, CancellationToken cancellationToken);
}
