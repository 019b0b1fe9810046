using System.Runtime.InteropServices;

namespace Acsa.Benchmarks.Codecs.Native;

/// <summary>CharLS 2 through its C interface.</summary>
internal static unsafe partial class CharLs
{
    private const string Library = "libcharls.so.2";

    public const int NotInterleaved = 0;
    public const int ByLine = 1;
    public const int BySample = 2;

    public static byte[] Encode(Picture picture, int near, int interleave)
    {
        var encoder = charls_jpegls_encoder_create();
        var frame = new FrameInfo(picture.Width, picture.Height, picture.Bits, picture.Components);
        Check(charls_jpegls_encoder_set_frame_info(encoder, &frame));
        Check(charls_jpegls_encoder_set_near_lossless(encoder, near));
        Check(charls_jpegls_encoder_set_interleave_mode(encoder, interleave));
        var stream = new byte[2 * picture.Samples.Length + 1024];
        nuint size;
        fixed (byte* samples = picture.Samples)
        fixed (byte* target = stream)
        {
            Check(charls_jpegls_encoder_set_destination_buffer(encoder, target, (nuint)stream.Length));
            Check(charls_jpegls_encoder_encode_from_buffer(encoder, samples, (nuint)picture.Samples.Length, 0));
            Check(charls_jpegls_encoder_get_bytes_written(encoder, &size));
        }
        charls_jpegls_encoder_destroy(encoder);
        return stream[..(int)size];
    }

    public static byte[] Decode(byte[] stream, Picture picture)
    {
        var samples = new byte[picture.Samples.Length];
        var decoder = charls_jpegls_decoder_create();
        fixed (byte* source = stream)
        fixed (byte* target = samples)
        {
            Check(charls_jpegls_decoder_set_source_buffer(decoder, source, (nuint)stream.Length));
            Check(charls_jpegls_decoder_read_header(decoder));
            Check(charls_jpegls_decoder_decode_to_buffer(decoder, target, (nuint)samples.Length, 0));
        }
        charls_jpegls_decoder_destroy(decoder);
        return samples;
    }

    private static void Check(int code)
    {
        if (code != 0) throw new InvalidOperationException($"CharLS reports error {code}.");
    }

    private readonly record struct FrameInfo(int Width, int Height, int BitsPerSample, int ComponentCount);

    [LibraryImport(Library)]
    private static partial nint charls_jpegls_encoder_create();

    [LibraryImport(Library)]
    private static partial void charls_jpegls_encoder_destroy(nint encoder);

    [LibraryImport(Library)]
    private static partial int charls_jpegls_encoder_set_frame_info(nint encoder, FrameInfo* frame);

    [LibraryImport(Library)]
    private static partial int charls_jpegls_encoder_set_near_lossless(nint encoder, int near);

    [LibraryImport(Library)]
    private static partial int charls_jpegls_encoder_set_interleave_mode(nint encoder, int mode);

    [LibraryImport(Library)]
    private static partial int charls_jpegls_encoder_set_destination_buffer(nint encoder, byte* buffer, nuint size);

    [LibraryImport(Library)]
    private static partial int charls_jpegls_encoder_encode_from_buffer(nint encoder, byte* buffer, nuint size, uint stride);

    [LibraryImport(Library)]
    private static partial int charls_jpegls_encoder_get_bytes_written(nint encoder, nuint* size);

    [LibraryImport(Library)]
    private static partial nint charls_jpegls_decoder_create();

    [LibraryImport(Library)]
    private static partial void charls_jpegls_decoder_destroy(nint decoder);

    [LibraryImport(Library)]
    private static partial int charls_jpegls_decoder_set_source_buffer(nint decoder, byte* buffer, nuint size);

    [LibraryImport(Library)]
    private static partial int charls_jpegls_decoder_read_header(nint decoder);

    [LibraryImport(Library)]
    private static partial int charls_jpegls_decoder_decode_to_buffer(nint decoder, byte* buffer, nuint size, uint stride);
}
