using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>Puts the planes of a frame together: full resolution, interleaved by pixel.</summary>
internal static class JpegAssembler
{
    /// <summary>
    /// The image in the stream's colour space, or in RGB where <paramref name="toRgb"/> and the space is YCbCr of eight bits.
    /// </summary>
    public static JpegImage Assemble(JpegFrameHeader frame, JpegPlane[] planes, JpegColourSpace colourSpace, bool toRgb)
    {
        toRgb &= colourSpace == JpegColourSpace.YCbCr && frame.Precision <= 8;
        var samples = frame.Precision > 8 ? AssembleWords(frame, planes)
            : planes.Length == 1 ? AssembleGrey(frame, planes[0])
            : AssembleColour(frame, planes, toRgb);
        return new JpegImage(
            frame.Width, frame.Height, planes.Length, frame.Precision, toRgb ? JpegColourSpace.Rgb : colourSpace, samples);
    }

    private static byte[] AssembleGrey(JpegFrameHeader frame, JpegPlane plane)
    {
        // Every byte is written below.
        var samples = GC.AllocateUninitializedArray<byte>(checked(frame.Width * frame.Height));
        for (var y = 0; y < frame.Height; y++) plane.Row(y).CopyTo(samples.AsSpan(y * frame.Width, frame.Width));
        return samples;
    }

    private static byte[] AssembleColour(JpegFrameHeader frame, JpegPlane[] planes, bool toRgb)
    {
        var width = frame.Width;
        var samples = GC.AllocateUninitializedArray<byte>(checked(width * frame.Height * 3));
        using var first = new JpegUpsampler(frame, frame.Components[0], planes[0]);
        using var second = new JpegUpsampler(frame, frame.Components[1], planes[1]);
        using var third = new JpegUpsampler(frame, frame.Components[2], planes[2]);
        for (var y = 0; y < frame.Height; y++)
        {
            var target = samples.AsSpan(y * width * 3, width * 3);
            if (toRgb) JpegPixels.InterleaveAsRgb(first.Row(y), second.Row(y), third.Row(y), target);
            else JpegPixels.Interleave(first.Row(y), second.Row(y), third.Row(y), target);
        }
        return samples;
    }

    private static byte[] AssembleWords(JpegFrameHeader frame, JpegPlane[] planes)
    {
        var (width, count) = (frame.Width, planes.Length);
        var samples = new byte[checked(width * frame.Height * count * 2)];
        for (var c = 0; c < count; c++)
        {
            for (var y = 0; y < frame.Height; y++)
            {
                var row = planes[c].WideRow(y);
                var target = samples.AsSpan((y * width * count + c) * 2);
                for (var x = 0; x < width; x++) BinaryPrimitives.WriteUInt16LittleEndian(target[(x * count * 2)..], row[x]);
            }
        }
        return samples;
    }
}
