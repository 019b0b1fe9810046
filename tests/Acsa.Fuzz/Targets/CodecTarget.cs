using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Fuzz;

/// <summary>
/// A decoder of compressed frames, told what the stream says of itself so that a changed size reaches it. Input:
/// <c>| 0 what the data set says otherwise | 1.. stream |</c>. Decoded twice, with other bytes around the stream and in all pooled
/// memory: a picture that depends on either shows what it should not.
/// </summary>
internal abstract class CodecTarget : FuzzTarget
{
    /// <summary>Bytes before and behind the stream that a decoder must not see.</summary>
    private const int Margin = 64;

    /// <summary>Pictures above this are decoded seldom: they are slow, and show little that smaller ones do not.</summary>
    protected const long LargePicture = 1 << 20;

    /// <summary>Seeds of longer frames make the rounds slow.</summary>
    protected const int LongestStream = 8 * 1024;

    public override bool IsDocumented(Exception error) => error is DicomCodecException;

    public override object? Read(byte[] input)
    {
        if (input.Length == 0) return null;
        var stream = input.AsSpan(1);
        return Decode(stream, Expect(stream, input[0]), input[0]);
    }

    public override void Check(byte[] input, object? result, Exception? error)
    {
        if (input.Length == 0 || DeclaredBytes(input) > LargePicture) return;
        var expected = Expect(input.AsSpan(1), input[0]);
        foreach (var filler in (ReadOnlySpan<byte>)[0xFF, 0x5A])
        {
            PoolPoison.Spread(filler);
            var surrounded = new byte[input.Length - 1 + 2 * Margin];
            surrounded.AsSpan().Fill(filler);
            input.AsSpan(1).CopyTo(surrounded.AsSpan(Margin));
            JpegImage? again = null;
            Exception? failure = null;
            try
            {
                again = Decode(surrounded.AsSpan(Margin, input.Length - 1), expected, input[0]);
            }
            catch (DicomCodecException e)
            {
                failure = e;
            }
            if (error?.Message != failure?.Message) throw new FindException("decoded again it fails otherwise",
                $"{error?.Message} ≠ {failure?.Message}");
            if (result is JpegImage image && !image.Samples.AsSpan().SequenceEqual(again!.Samples))
                throw new FindException("decoded again it is another picture");
        }
    }

    public override string Describe(byte[] input, object? result)
    {
        if (result is not JpegImage image) return "";
        var codes = MarkerSegments.Find(input, 1, jpeg2000: IsJpeg2000).Select(s => s.Code).Take(40);
        return $"{image.Components} {image.Precision} {image.ColourSpace} {string.Join(',', codes)} {Classes(image.Samples)}";
    }

    public override long DeclaredBytes(byte[] input)
    {
        if (input.Length == 0) return 0;
        var expected = Expect(input.AsSpan(1), input[0]);
        var bytes = (long)expected.Columns * expected.Rows * expected.SamplesPerPixel * ((expected.BitsAllocated + 7) / 8);
        return Math.Min(bytes, Acsa.Dicom.Imaging.ImagingLimits.MaxBytesPerFrame);
    }

    protected virtual bool IsJpeg2000 => false;

    /// <summary>What the data set says; from the stream's own header, else something small.</summary>
    protected abstract JpegExpectation Expect(ReadOnlySpan<byte> stream, byte option);

    protected abstract JpegImage Decode(ReadOnlySpan<byte> stream, JpegExpectation expected, byte option);

    /// <summary>Sizes above the limits never reach a decoder: the pixel data refuses them.</summary>
    protected static JpegExpectation Limited(int columns, int rows, int samples, int bits, byte option)
    {
        // One in eight large pictures is tried.
        var pixels = (long)columns * rows;
        var isTooLarge = pixels > Acsa.Dicom.Imaging.ImagingLimits.MaxPixelsPerFrame
            || pixels * samples * ((bits + 7) / 8) > Acsa.Dicom.Imaging.ImagingLimits.MaxBytesPerFrame
            || pixels > LargePicture && option % 8 != 0;
        return isTooLarge ? new JpegExpectation(columns, 1, samples, bits) : new JpegExpectation(columns, rows, samples, bits);
    }

    /// <summary>A few words on the picture: how many different samples, and whether it is flat.</summary>
    private static string Classes(byte[] samples)
    {
        var seen = new bool[256];
        foreach (var sample in samples.AsSpan(0, Math.Min(samples.Length, 4096))) seen[sample] = true;
        return $"{seen.Count(s => s) / 32}";
    }
}
