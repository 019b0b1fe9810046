using System.Diagnostics;
using Acsa.Dicom.Imaging;
using Acsa.Dicom.Imaging.Codec;
using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.Jpeg2000;
using Acsa.Dicom.Imaging.Codec.JpegLs;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Tests.Imaging;

/// <summary>Damage ends in a picture or in one of two exceptions, soon and on little memory.</summary>
public sealed class DamagedStreamTests
{
    private const int Seed = 60_2024;

    public static TheoryData<string, int, int> Streams => new()
    {
        { "grey", 1, 8 },
        { "colour-2x2-1x1-1x1", 3, 8 },
        { "colour-restart", 3, 8 },
        { "colour-three-scans", 3, 8 },
        { "extended-12bit", 1, 16 },
        { "lossless-sv7", 1, 16 },
        { "lossless-colour", 3, 8 },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_JPEG_stream_cut_anywhere_before_its_last_block_is_refused(string name, int samples, int bits)
    {
        var stream = Fixture.Jpeg(name);
        // The last two bytes are the EOI marker; before it may stand a byte of padding bits.
        for (var length = 0; length < stream.Length - 4; length++)
            Assert.Throws<DicomCodecException>(() => Decode(stream[..length], samples, bits));
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_JPEG_stream_with_flipped_bits_decodes_or_is_refused(string name, int samples, int bits)
    {
        var original = Fixture.Jpeg(name);
        var random = new Random(Seed);
        for (var round = 0; round < 400; round++)
        {
            var stream = (byte[])original.Clone();
            Flip(stream, random);
            Survives(() => Decode(stream, samples, bits), $"{name}, seed {Seed}, round {round}");
        }
    }

    [Theory]
    [InlineData("ls-grey-runs", 1, 8)]
    [InlineData("ls-16bit", 1, 16)]
    [InlineData("ls-colour-line", 3, 8)]
    [InlineData("ls-colour-none", 3, 8)]
    [InlineData("ls-colour-sample-near2", 3, 8)]
    public void A_JPEG_LS_stream_with_flipped_bits_decodes_or_is_refused(string name, int samples, int bits)
    {
        var original = Fixture.JpegLs(name);
        var random = new Random(Seed);
        for (var round = 0; round < 150; round++)
        {
            var stream = (byte[])original.Clone();
            Flip(stream, random);
            Survives(() => DecodeLs(stream, samples, bits), $"{name}, seed {Seed}, round {round}");
        }
    }

    [Theory]
    [InlineData("grey8.j2k")]
    [InlineData("tiles-offset.j2k")]
    [InlineData("tile-parts.j2k")]
    [InlineData("markers.j2k")]
    [InlineData("order-pcrl.j2k")]
    [InlineData("blocks-bypass-termall.j2k")]
    [InlineData("blocks-all.j2k")]
    [InlineData("region.j2k")]
    [InlineData("jp2-boxes.jp2")]
    [InlineData("lossy-tiles.j2k")]
    public void A_JPEG_2000_stream_with_flipped_bits_decodes_or_is_refused(string file)
    {
        var fixture = Jpeg2000Fixture.All[file];
        var original = Jpeg2000Fixture.Bytes(file);
        var random = new Random(Seed);
        for (var round = 0; round < 300; round++)
        {
            var stream = (byte[])original.Clone();
            // Every second time in the headers, where most of the claims stand.
            Flip(round % 2 == 0 ? stream : stream.AsSpan(0, 200), random);
            Survives(() => fixture.Decode(stream), $"{file}, seed {Seed}, round {round}");
        }
    }

    // A picture of 512 × 512 in code-blocks of 4 × 4, no decomposition, 65535 layers, each with a packet of one byte: "not empty, and no
    // code-block before the next layer". Every packet asks after 16384 code-blocks.
    [Fact]
    public void A_JPEG_2000_packet_of_one_byte_cannot_ask_for_every_code_block_in_every_layer()
    {
        var stream = Jpeg2000Of512(cod: [0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 1], [], Enumerable.Repeat<byte>(0x80, 65535));

        var e = Assert.Throws<DicomCodecException>(() => Jpeg2000Decoder.Decode(stream, new JpegExpectation(512, 512, 1, 8), false));
        Assert.Contains("visits", e.Message, StringComparison.Ordinal);
    }

    // The same picture in one code-block a precinct, 4096 layers, and 9000 progressions that all bring the same empty packets.
    [Fact]
    public void JPEG_2000_progressions_that_bring_nothing_new_come_to_an_end()
    {
        var entries = Enumerable.Repeat<byte[]>([0, 0, 0x10, 0, 1, 1, 0], 9000).SelectMany(e => e).ToArray();
        byte[] poc = [0xFF, 0x5F, (byte)((entries.Length + 2) >> 8), (byte)(entries.Length + 2), .. entries];
        var stream = Jpeg2000Of512(cod: [0, 0, 0x10, 0, 0, 0, 4, 4, 0, 1], poc, Enumerable.Repeat<byte>(0, 4096));

        var e = Assert.Throws<DicomCodecException>(() => Jpeg2000Decoder.Decode(stream, new JpegExpectation(512, 512, 1, 8), false));
        Assert.Contains("visits", e.Message, StringComparison.Ordinal);
    }

    // SOC, SIZ (512 × 512, one tile, one component of 8 bits), COD, QCD (no quantization, exponent 8), other segments, SOT, SOD, packets.
    private static byte[] Jpeg2000Of512(byte[] cod, byte[] segments, IEnumerable<byte> packets) =>
    [
        0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 1, 7, 1, 1, 0xFF, 0x52, 0, 12, .. cod, 0xFF, 0x5C, 0, 4, 0x40, 0x40, .. segments,
        0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, 0, 0, 1, 0xFF, 0x93, .. packets,
    ];

    [Fact]
    public void Random_bytes_behind_a_JPEG_2000_header_are_refused()
    {
        var original = Jpeg2000Fixture.Bytes("order-rpcl.j2k");
        var random = new Random(Seed);
        for (var round = 0; round < 300; round++)
        {
            var stream = (byte[])original.Clone();
            random.NextBytes(stream.AsSpan(random.Next(40, 250)));
            Survives(() => Jpeg2000Fixture.All["order-rpcl.j2k"].Decode(stream), $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void Random_bytes_behind_a_JPEG_beginning_are_refused()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 400; round++)
        {
            var stream = new byte[random.Next(4, 600)];
            random.NextBytes(stream);
            (stream[0], stream[1], stream[2]) = (0xFF, 0xD8, 0xFF);
            Survives(() => Decode(stream, 1, 8), $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void An_RLE_frame_with_flipped_bits_decodes_or_is_refused()
    {
        var random = new Random(Seed);
        var plane = new byte[60 * 40];
        for (var i = 0; i < plane.Length; i++) plane[i] = (byte)(random.Next(4) == 0 ? random.Next(256) : i / 50);
        var original = RleFrame.Encode([plane, plane, plane], 60);
        for (var round = 0; round < 1000; round++)
        {
            var stream = round % 2 == 0 ? (byte[])original.Clone() : original[..random.Next(original.Length)];
            Flip(stream, random);
            Survives(() => RleFrame.Decode(stream, 3, plane.Length, s => s, 3, new byte[3 * plane.Length]), $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void Random_segmented_palettes_expand_or_are_refused()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 2000; round++)
        {
            var table = new ushort[random.Next(0, 60)];
            for (var i = 0; i < table.Length; i++) table[i] = (ushort)(random.Next(2) == 0 ? random.Next(4) : random.Next(65_536));
            Survives(() => SegmentedPalette.Expand(table, 256, random.Next(2) == 0 ? 8 : 16), $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void Random_descriptions_of_pixels_decode_or_are_refused()
    {
        string[] photometrics =
            ["MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_ICT", "ARGB"];
        DicomTransferSyntax[] syntaxes =
        [
            DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.RLELossless, DicomTransferSyntax.JPEGProcess1,
            DicomTransferSyntax.JPEG2000Lossless,
        ];
        var jpeg = Fixture.Jpeg("colour-2x1-1x1-1x1");
        var random = new Random(Seed);
        for (var round = 0; round < 2000; round++)
        {
            var syntax = syntaxes[random.Next(syntaxes.Length)];
            var allocated = new[] { 1, 8, 8, 16, 16, 12, 32, 0 }[random.Next(8)];
            var dataset = TestImage.Describe(
                random.Next(3) == 0 ? random.Next(65_536) : 37, random.Next(3) == 0 ? random.Next(65_536) : 45,
                photometrics[random.Next(photometrics.Length)], random.Next(5), allocated, random.Next(17), random.Next(17), random.Next(2),
                random.Next(3), random.Next(4) == 0 ? random.Next(-3, 100_000) : null, syntax);
            if (!syntax.IsEncapsulated) dataset.WithBytes(new byte[random.Next(10_000)]);
            else dataset.WithFragments([.. Enumerable.Range(0, random.Next(4)).Select(_ => (uint)random.Next(5000))],
                [.. Enumerable.Range(0, random.Next(4)).Select(_ => jpeg[..random.Next(jpeg.Length)])]);
            Survives(() => FrameDecoder.Decode(dataset, random.Next(3)), $"seed {Seed}, round {round}");
        }
    }

    private static void Decode(byte[] stream, int samples, int bits) =>
        JpegDecoder.Decode(stream, new JpegExpectation(Fixture.Columns, Fixture.Rows, samples, bits));

    private static void DecodeLs(byte[] stream, int samples, int bits) =>
        JpegLsDecoder.Decode(stream, new JpegExpectation(Fixture.Columns, Fixture.Rows, samples, bits));

    private static void Flip(Span<byte> stream, Random random)
    {
        for (var flips = random.Next(1, 6); flips > 0 && stream.Length > 0; flips--)
            stream[random.Next(stream.Length)] ^= (byte)(1 << random.Next(8));
    }

    private static void Survives(Action decode, string where)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            decode();
        }
        catch (Exception e) when (e is DicomCodecException or DicomImagingException)
        {
        }
        catch (Exception e)
        {
            Assert.Fail($"{where}: {e}");
        }
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_000_000, where);
        // Milliseconds in truth; the margin is for a machine that does much else.
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), where);
    }
}
