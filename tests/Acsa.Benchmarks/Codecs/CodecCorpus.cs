using Acsa.Benchmarks.Codecs.Native;
using Acsa.Dicom.Imaging.Codec;
using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.Jpeg2000;
using Acsa.Dicom.Imaging.Codec.JpegLs;

namespace Acsa.Benchmarks.Codecs;

/// <summary>The cases: simulated ultrasound pictures, always the same, coded by the native libraries, lossless JPEG and RLE by
/// us.</summary>
internal static class CodecCorpus
{
    public static IEnumerable<CodecCase> Cases()
    {
        var (colour, grey, wide) = (Picture.Colour(), Picture.Grey(), Picture.Wide());
        foreach (var item in Jpeg(colour, grey)) yield return item;
        foreach (var item in Jpeg2000(colour, grey, wide)) yield return item;
        foreach (var item in JpegLs(colour, grey, wide)) yield return item;
        foreach (var item in WithoutReference(colour, grey, wide)) yield return item;
    }

    private static IEnumerable<CodecCase> Jpeg(Picture colour, Picture grey)
    {
        yield return Case("JPEG baseline 4:2:2 colour 1024×768, quality 90", colour, TurboJpeg.Encode(colour, 90, TurboJpeg.Sampling422));
        yield return Case("JPEG baseline 4:2:0 colour 1024×768, quality 75", colour, TurboJpeg.Encode(colour, 75, TurboJpeg.Sampling420));
        yield return Case("JPEG baseline 4:4:4 colour 1024×768, quality 95", colour, TurboJpeg.Encode(colour, 95, TurboJpeg.Sampling444));
        yield return Case("JPEG baseline grey 640×480, quality 90", grey, TurboJpeg.Encode(grey, 90, TurboJpeg.SamplingGrey));

        static CodecCase Case(string name, Picture picture, byte[] stream)
        {
            var expected = Expect(picture);
            return new CodecCase(name, picture.Pixels, stream.Length,
                () => JpegDecoder.Decode(stream, expected, JpegRgbSource.YCbCr).Samples, () => TurboJpeg.Decode(stream, picture), 0.5);
        }
    }

    private static IEnumerable<CodecCase> Jpeg2000(Picture colour, Picture grey, Picture wide)
    {
        yield return Case("JPEG 2000 lossless colour 1024×768", colour, OpenJpeg.Encode(colour, 0), 1.0 / 3);
        yield return Case("JPEG 2000 lossless grey 640×480", grey, OpenJpeg.Encode(grey, 0), 1.0 / 3);
        yield return Case("JPEG 2000 lossless 12-bit 800×600", wide, OpenJpeg.Encode(wide, 0), 1.0 / 3);
        var lossy = OpenJpeg.Encode(colour, 10);
        // Rounding of the irreversible transform is not prescribed to the last bit: nothing to compare, only to time.
        yield return Case("JPEG 2000 lossy 10:1 colour 1024×768", colour, lossy, null);

        static CodecCase Case(string name, Picture picture, byte[] stream, double? target) => new(name, picture.Pixels, stream.Length,
            () => Jpeg2000Decoder.Decode(stream, Expect(picture), false).Samples, () => OpenJpeg.Decode(stream, picture), target)
        { IsExact = target is not null };
    }

    private static IEnumerable<CodecCase> JpegLs(Picture colour, Picture grey, Picture wide)
    {
        yield return Case("JPEG-LS lossless colour 1024×768, by line", colour, CharLs.Encode(colour, 0, CharLs.ByLine));
        yield return Case("JPEG-LS lossless colour 1024×768, by sample", colour, CharLs.Encode(colour, 0, CharLs.BySample));
        yield return Case("JPEG-LS lossless grey 640×480", grey, CharLs.Encode(grey, 0, CharLs.NotInterleaved));
        yield return Case("JPEG-LS lossless 12-bit 800×600", wide, CharLs.Encode(wide, 0, CharLs.NotInterleaved));
        yield return Case("JPEG-LS near 2 grey 640×480", grey, CharLs.Encode(grey, 2, CharLs.NotInterleaved));

        static CodecCase Case(string name, Picture picture, byte[] stream) => new(name, picture.Pixels, stream.Length,
            () => JpegLsDecoder.Decode(stream, Expect(picture)).Samples, () => CharLs.Decode(stream, picture), 0.5);
    }

    private static IEnumerable<CodecCase> WithoutReference(Picture colour, Picture grey, Picture wide)
    {
        foreach (var (name, picture) in new[] { ("grey 640×480", grey), ("12-bit 800×600", wide), ("colour 1024×768", colour) })
        {
            var stream = LosslessJpegWriter.Encode(picture);
            byte[] Decode() => JpegDecoder.Decode(stream, Expect(picture)).Samples;
            if (!Decode().AsSpan().SequenceEqual(picture.Samples)) throw new BenchException($"Lossless JPEG of {name} is not lossless.");
            yield return new CodecCase($"JPEG lossless {name}", picture.Pixels, stream.Length, Decode, null, null);
        }
        foreach (var (name, picture) in new[] { ("colour 1024×768", colour), ("12-bit 800×600", wide) })
        {
            var bytes = picture.Samples.Length / picture.Pixels;
            var (perSample, length) = (bytes / picture.Components, picture.Pixels);
            int Start(int segment) => segment / perSample * perSample + perSample - 1 - segment % perSample;
            byte[] Encode()
            {
                var planes = new byte[bytes][];
                for (var s = 0; s < bytes; s++)
                {
                    planes[s] = new byte[length];
                    for (int i = 0, at = Start(s); i < length; i++, at += bytes) planes[s][i] = picture.Samples[at];
                }
                return RleFrame.Encode(planes, picture.Width);
            }
            var stream = Encode();
            byte[] Decode()
            {
                var target = new byte[picture.Samples.Length];
                RleFrame.Decode(stream, bytes, length, Start, bytes, target);
                return target;
            }
            if (!Decode().AsSpan().SequenceEqual(picture.Samples)) throw new BenchException($"RLE of {name} is not lossless.");
            yield return new CodecCase($"RLE decoding {name}", picture.Pixels, stream.Length, Decode, null, null);
            yield return new CodecCase($"RLE encoding {name}", picture.Pixels, stream.Length, Encode, null, null);
        }
    }

    private static JpegExpectation Expect(Picture picture) =>
        new(picture.Width, picture.Height, picture.Components, picture.Bits > 8 ? 16 : 8);
}
