using System.Buffers;
using System.Buffers.Binary;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.IO.Writer;

/// <summary>Where a data set is written: a stream behind one pooled buffer.</summary>
internal sealed class DicomByteTarget : IDisposable
{
    private readonly Stream _stream;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Limits.CopyPiece);
    private int _at;
    private long _flushed;

    internal DicomByteTarget(Stream stream) => _stream = stream;

    /// <summary>Bytes written so far.</summary>
    internal long Position => _flushed + _at;

    /// <summary>Called with each buffer that is written unchanged, and where it begins.</summary>
    internal Action<IByteBuffer, long>? OnBuffer { get; init; }

    internal void WriteUInt16(ushort value, bool bigEndian)
    {
        var bytes = Reserve(2);
        if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
    }

    internal void WriteUInt32(uint value, bool bigEndian)
    {
        var bytes = Reserve(4);
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
    }

    internal void WriteByte(byte value) => Reserve(1)[0] = value;

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= _buffer.Length)
        {
            bytes.CopyTo(Reserve(bytes.Length));
            return;
        }
        Flush();
        _stream.Write(bytes);
        _flushed += bytes.Length;
    }

    /// <summary>Writes a value, with the bytes of each unit reversed where <paramref name="swapUnit"/> is above 1.</summary>
    internal void Write(IByteBuffer value, int swapUnit)
    {
        if (value.Size == 0) return;
        if (swapUnit > 1)
        {
            WriteSwapped(value, swapUnit);
            return;
        }
        OnBuffer?.Invoke(value, Position);
        if (value is MemorySliceByteBuffer or MemoryByteBuffer)
        {
            Write(value.GetSpan());
            return;
        }
        if (value.Size <= Limits.CopyPiece / 2 && value.Size <= _buffer.Length - _at && value.IsMemory)
        {
            Write(value.Data);
            return;
        }
        Flush();
        value.CopyToStream(_stream);
        _flushed += value.Size;
    }

    internal void Flush()
    {
        if (_at == 0) return;
        _stream.Write(_buffer, 0, _at);
        _flushed += _at;
        _at = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void WriteSwapped(IByteBuffer value, int unit)
    {
        var piece = ArrayPool<byte>.Shared.Rent(Limits.CopyPiece);
        try
        {
            for (long at = 0; at < value.Size;)
            {
                var count = (int)Math.Min(Limits.CopyPiece, value.Size - at);
                value.GetByteRange(at, count, piece);
                ByteOrder.Swap(piece.AsSpan(0, count), unit);
                Write(piece.AsSpan(0, count));
                at += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private Span<byte> Reserve(int count)
    {
        if (count > _buffer.Length - _at) Flush();
        var reserved = _buffer.AsSpan(_at, count);
        _at += count;
        return reserved;
    }
}
