using System.Buffers;
using System.Buffers.Binary;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.IO.Reader;

/// <summary>
/// Bytes to be parsed. From a stream they come in pieces through one pooled buffer, so whoever keeps a part of it has to copy that before
/// the buffer is overwritten; from memory they stay where they are.
/// </summary>
internal sealed class DicomByteSource : IDisposable
{
    private readonly Stream? _stream;
    private readonly long _start;
    private readonly long _maximum;
    private byte[] _chunk;
    private int _at;
    private int _end;

    /// <param name="stream">Where the bytes come from; short reads are fine.</param>
    /// <param name="maximum">How many bytes may come at most.</param>
    internal DicomByteSource(Stream stream, long maximum = long.MaxValue)
    {
        _stream = stream;
        _maximum = maximum;
        _start = stream.CanSeek ? stream.Position : 0;
        Length = stream.CanSeek ? stream.Length - _start : null;
        _chunk = ArrayPool<byte>.Shared.Rent(Limits.ReadChunk);
    }

    /// <summary>Bytes in memory, parts of which the data set will keep.</summary>
    internal DicomByteSource(byte[] data)
    {
        _chunk = data;
        _end = data.Length;
        _maximum = long.MaxValue;
        Length = data.Length;
    }

    /// <summary>Bytes taken so far.</summary>
    internal long Position { get; private set; }

    /// <summary>How many bytes there are in all, if known.</summary>
    internal long? Length { get; }

    /// <summary>Bytes that are left, as far as is known.</summary>
    internal long Remaining => (Length ?? long.MaxValue) - Position;

    /// <summary>The buffer that is overwritten as reading goes on, or null if the bytes are in memory.</summary>
    internal byte[]? Borrowed => _stream is null ? null : _chunk;

    /// <summary>Called before the buffer is overwritten.</summary>
    internal Action? BeforeOverwriting { get; set; }

    /// <summary>What has been read but not taken; at least as much as <see cref="TryFill"/> was asked for.</summary>
    internal ReadOnlySpan<byte> Buffered => _chunk.AsSpan(_at, _end - _at);

    internal void Advance(int count)
    {
        _at += count;
        Position += count;
    }

    /// <summary>Sees to it that so many bytes, at most a few hundred, are buffered; false if there are not so many.</summary>
    internal bool TryFill(int count)
    {
        if (_end - _at >= count) return true;
        if (_stream is null || count > Remaining) return false;
        if (_at + count > _chunk.Length) MakeRoom();
        while (_end - _at < count)
        {
            var read = _stream.Read(_chunk, _end, _chunk.Length - _end);
            if (read == 0) return false;
            _end += read;
            if (Position + Buffered.Length > _maximum) throw new DicomDataException($"The data set is larger than {_maximum} bytes");
        }
        return true;
    }

    /// <summary>Takes a value into memory that nobody else uses.</summary>
    /// <exception cref="EndOfDataSetException">It is not all there.</exception>
    internal IByteBuffer ReadValue(long length)
    {
        if (length == 0) return EmptyBuffer.Value;
        if (_stream is not null) return new MemoryByteBuffer(ReadArray(length));
        var bytes = Take(length, out var offset);
        return new MemorySliceByteBuffer(new ReadOnlyMemory<byte>(bytes, offset, (int)length));
    }

    /// <summary>
    /// Takes a value where it lies: short ones in <see cref="Borrowed"/>, others from a stream in an array of their own, all from memory
    /// in that memory.
    /// </summary>
    /// <exception cref="EndOfDataSetException">It is not all there.</exception>
    internal byte[] Take(long length, out int offset)
    {
        offset = 0;
        if (length > Remaining) throw new EndOfDataSetException(Position);
        if (length > Limits.SharedValue && _stream is not null) return ReadArray(length);
        if (!TryFill((int)length)) throw new EndOfDataSetException(Position);
        offset = _at;
        Advance((int)length);
        return _chunk;
    }

    /// <summary>Takes bytes into an array of their own.</summary>
    /// <exception cref="EndOfDataSetException">They are not all there.</exception>
    internal byte[] ReadArray(long length)
    {
        if (length > Remaining) throw new EndOfDataSetException(Position);
        if (length > Array.MaxLength) throw new DicomDataException($"A value of {length} bytes does not fit into memory");
        // Where nobody knows how much is left, memory is given out as bytes arrive, not as the length claims.
        var data = GC.AllocateUninitializedArray<byte>((int)(Length is null ? Math.Min(length, Limits.UncheckedRead) : length));
        for (var filled = 0; filled < length;)
        {
            if (filled == data.Length) Array.Resize(ref data, (int)Math.Min(length, data.Length * 2L));
            filled += ReadSome(data.AsSpan(filled));
        }
        return data;
    }

    /// <summary>Passes over bytes.</summary>
    /// <exception cref="EndOfDataSetException">They are not all there.</exception>
    internal void Skip(long count)
    {
        if (count > Remaining) throw new EndOfDataSetException(Position);
        var buffered = (int)Math.Min(count, _end - _at);
        Advance(buffered);
        count -= buffered;
        if (count == 0) return;
        if (_stream is { CanSeek: true })
        {
            Position += count;
            _stream.Position = _start + Position;
            return;
        }
        Span<byte> scrap = stackalloc byte[4096];
        while (count > 0) count -= ReadSome(scrap[..(int)Math.Min(count, scrap.Length)]);
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (_stream is null || _chunk.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_chunk);
        (_chunk, _at, _end) = ([], 0, 0);
    }

    /// <summary>What is left, as a stream, for an inflater to read.</summary>
    internal Stream AsStream() => new RemainderStream(this);

    internal ushort PeekUInt16(int offset, bool bigEndian) => bigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(_chunk.AsSpan(_at + offset))
        : BinaryPrimitives.ReadUInt16LittleEndian(_chunk.AsSpan(_at + offset));

    internal uint PeekUInt32(int offset, bool bigEndian) => bigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(_chunk.AsSpan(_at + offset))
        : BinaryPrimitives.ReadUInt32LittleEndian(_chunk.AsSpan(_at + offset));

    private int ReadSome(Span<byte> output)
    {
        var count = Math.Min(output.Length, _end - _at);
        if (count > 0) _chunk.AsSpan(_at, count).CopyTo(output);
        if (count > 0) _at += count;
        else if ((count = _stream?.Read(output) ?? 0) == 0) throw new EndOfDataSetException(Position);
        Position += count;
        if (Position > _maximum) throw new DicomDataException($"The data set is larger than {_maximum} bytes");
        return count;
    }

    private void MakeRoom()
    {
        BeforeOverwriting?.Invoke();
        var rest = Buffered;
        rest.CopyTo(_chunk);
        (_at, _end) = (0, rest.Length);
    }

    private sealed class RemainderStream(DicomByteSource source) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => buffer.Length == 0 || !source.TryFill(1) ? 0 : source.ReadSome(buffer);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
