namespace Acsa.Dicom.Tests.IO;

/// <summary>Gives its bytes in two pieces, or one at a time; like a socket it cannot seek.</summary>
internal sealed class TrickleStream(byte[] bytes, int? splitAt = null) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var limit = splitAt is { } split ? (_at < split ? split : bytes.Length) - _at : 1;
        var read = Math.Min(Math.Min(count, limit), bytes.Length - _at);
        bytes.AsSpan(_at, read).CopyTo(buffer.AsSpan(offset));
        _at += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
