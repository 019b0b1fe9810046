using System.Runtime.InteropServices;

namespace Acsa.Benchmarks.Codecs.Native;

/// <summary>libjpeg-turbo through its TurboJPEG interface: accurate inverse DCT and interpolated chroma, its defaults.</summary>
internal static unsafe partial class TurboJpeg
{
    private const string Library = "libturbojpeg.so.0";

    public const int Sampling444 = 0;
    public const int Sampling422 = 1;
    public const int Sampling420 = 2;
    public const int SamplingGrey = 3;

    private const int FormatRgb = 0;
    private const int FormatGrey = 6;

    private static readonly nint Decompressor = tjInitDecompress();

    public static byte[] Encode(Picture picture, int quality, int sampling)
    {
        var compressor = tjInitCompress();
        byte* stream = null;
        nuint size = 0;
        fixed (byte* samples = picture.Samples)
        {
            Check(tjCompress2(
                compressor, samples, picture.Width, 0, picture.Height, Format(picture), &stream, &size, sampling, quality, 0));
        }
        var result = new Span<byte>(stream, (int)size).ToArray();
        tjFree(stream);
        _ = tjDestroy(compressor);
        return result;
    }

    public static byte[] Decode(byte[] stream, Picture picture)
    {
        var samples = new byte[picture.Samples.Length];
        fixed (byte* source = stream)
        fixed (byte* target = samples)
        {
            Check(tjDecompress2(Decompressor, source, (nuint)stream.Length, target, picture.Width, 0, picture.Height, Format(picture), 0));
        }
        return samples;
    }

    private static int Format(Picture picture) => picture.Components == 3 ? FormatRgb : FormatGrey;

    private static void Check(int code)
    {
        if (code != 0) throw new InvalidOperationException("libjpeg-turbo reports an error.");
    }

    [LibraryImport(Library)]
    private static partial nint tjInitCompress();

    [LibraryImport(Library)]
    private static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    private static partial int tjDestroy(nint handle);

    [LibraryImport(Library)]
    private static partial void tjFree(byte* buffer);

    [LibraryImport(Library)]
    private static partial int tjCompress2(nint handle, byte* samples, int width, int pitch, int height, int format,
        byte** stream, nuint* size, int sampling, int quality, int flags);

    [LibraryImport(Library)]
    private static partial int tjDecompress2(nint handle, byte* stream, nuint size, byte* samples, int width, int pitch, int height,
        int format, int flags);
}
