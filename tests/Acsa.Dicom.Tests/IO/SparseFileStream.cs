namespace Acsa.Dicom.Tests.IO;

/// <summary>Writes a file, but leaves a hole for the one large array of zeros that a test writes again and again.</summary>
internal sealed class SparseFileStream(string path, byte[] zeros) : Stream
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position { get => _file.Position; set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Overlaps(zeros)) _file.Seek(buffer.Length, SeekOrigin.Current);
        else _file.Write(buffer);
    }

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // What ends with a hole is as long as it says.
        if (_file.CanWrite) _file.SetLength(_file.Position);
        _file.Dispose();
        base.Dispose(disposing);
    }
}
