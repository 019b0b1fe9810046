using System.Buffers;

namespace Acsa.Dicom.IO.Buffer;

/// <summary>Moves the bytes of a buffer to a stream in pieces of one pooled array.</summary>
internal static class PooledCopy
{
    internal static void ToStream(IByteBuffer buffer, Stream stream)
    {
        var piece = ArrayPool<byte>.Shared.Rent(Limits.CopyPiece);
        try
        {
            for (long at = 0; at < buffer.Size;)
            {
                var count = (int)Math.Min(Limits.CopyPiece, buffer.Size - at);
                buffer.GetByteRange(at, count, piece);
                stream.Write(piece, 0, count);
                at += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    internal static async Task ToStreamAsync(IByteBuffer buffer, Stream stream, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(Limits.CopyPiece);
        try
        {
            for (long at = 0; at < buffer.Size;)
            {
                var count = (int)Math.Min(Limits.CopyPiece, buffer.Size - at);
                buffer.GetByteRange(at, count, piece);
                await stream.WriteAsync(piece.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                at += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
