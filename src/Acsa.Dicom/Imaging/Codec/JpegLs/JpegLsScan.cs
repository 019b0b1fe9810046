using System.Buffers.Binary;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec.JpegLs;

/// <summary>
/// One scan: its lines in the order of their interleave (ITU-T T.87 B.2, B.3), written into the interleaved samples of the image.
/// </summary>
internal sealed class JpegLsScan(JpegFrameHeader frame, JpegLsParameters parameters, int[] components, byte[] samples)
{
    private readonly JpegLsLineDecoder _lines = new(parameters, frame.Width);

    /// <summary>
    /// Decodes the scan that begins at <paramref name="position"/>; returns a position at or before the marker that follows.
    /// </summary>
    public int Decode(ReadOnlySpan<byte> stream, int position, bool bySample)
    {
        var reader = new JpegLsBitReader(stream, position);
        int[][] above = [.. components.Select(_ => new int[frame.Width + 2])];
        int[][] current = [.. components.Select(_ => new int[frame.Width + 2])];
        var runIndex = new int[components.Length];
        for (var y = 0; y < frame.Height; y++)
        {
            if (bySample) _lines.DecodeInterleavedLine(ref reader, above, current, ref runIndex[0]);
            else for (var c = 0; c < components.Length; c++) _lines.DecodeLine(ref reader, above[c], current[c], ref runIndex[c]);
            reader.CheckOverrun();
            for (var c = 0; c < components.Length; c++) Write(current[c].AsSpan(1, frame.Width), y, components[c]);
            (above, current) = (current, above);
        }
        return reader.Position;
    }

    private void Write(ReadOnlySpan<int> line, int y, int component)
    {
        var count = frame.Components.Length;
        var at = y * frame.Width * count + component;
        if (frame.Precision <= 8)
        {
            for (var x = 0; x < line.Length; x++, at += count) samples[at] = (byte)line[x];
        }
        else
        {
            for (var x = 0; x < line.Length; x++, at += count)
                BinaryPrimitives.WriteUInt16LittleEndian(samples.AsSpan(2 * at), (ushort)line[x]);
        }
    }
}
