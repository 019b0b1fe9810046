using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>Puts the planes of a frame together: full resolution, interleaved by pixel.</summary>
internal static class JpegAssembler
{
    public static JpegImage Assemble(JpegFrameHeader frame, JpegPlane[] planes, JpegColourSpace colourSpace)
    {
        var samples = frame.Precision <= 8 ? AssembleBytes(frame, planes) : AssembleWords(frame, planes);
        return new JpegImage(frame.Width, frame.Height, planes.Length, frame.Precision, colourSpace, samples);
    }

    private static byte[] AssembleBytes(JpegFrameHeader frame, JpegPlane[] planes)
    {
        var (width, count) = (frame.Width, planes.Length);
        var samples = new byte[checked(width * frame.Height * count)];
        for (var c = 0; c < count; c++)
        {
            var upsampler = new JpegUpsampler(frame, frame.Components[c], planes[c]);
            for (var y = 0; y < frame.Height; y++) upsampler.WriteRow(y, width, samples.AsSpan(y * width * count + c), count);
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
