using System.Buffers.Binary;
using Acsa.Dicom.Imaging;
using Acsa.Dicom.Imaging.Codec;
using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.Jpeg2000;

namespace Acsa.Dicom.Tests.Imaging;

public sealed class Jpeg2000DecoderTests
{
    public static TheoryData<string> Exact => [.. Jpeg2000Fixture.All.Where(f => f.Value.Tolerance == 0).Select(f => f.Key)];

    public static TheoryData<string> Lossy => [.. Jpeg2000Fixture.All.Where(f => f.Value.Tolerance > 0).Select(f => f.Key)];

    [Theory]
    [MemberData(nameof(Exact))]
    public void Decodes_reversible_streams_to_the_samples_of_OpenJPEG(string file)
    {
        var fixture = Jpeg2000Fixture.All[file];
        Assert.Equal(fixture.Sha256, Fixture.Sha256(fixture.Decode(Jpeg2000Fixture.Bytes(file)).Samples));
    }

    [Theory]
    [MemberData(nameof(Lossy))]
    public void Decodes_irreversible_streams_within_a_level_of_OpenJPEG(string file)
    {
        var fixture = Jpeg2000Fixture.All[file];
        var expected = Jpeg2000Fixture.Bytes(Path.ChangeExtension(file, ".expected"));
        var samples = fixture.Decode(Jpeg2000Fixture.Bytes(file)).Samples;

        Assert.Equal(expected.Length, samples.Length);
        var step = fixture.Allocated / 8;
        var worst = Enumerable.Range(0, samples.Length / step).Max(i => Math.Abs(Value(samples, i * step) - Value(expected, i * step)));
        Assert.True(worst <= fixture.Tolerance, $"{file}: {worst} levels");

        int Value(byte[] bytes, int at) => step == 1 ? bytes[at] : BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at));
    }

    [Theory]
    [MemberData(nameof(Exact))]
    public void Says_whether_the_stream_was_transformed_to_RGB(string file)
    {
        var fixture = Jpeg2000Fixture.All[file];
        var expected = fixture.Samples == 1 ? JpegColourSpace.Grey : fixture.Transformed ? JpegColourSpace.Rgb : JpegColourSpace.Unstated;
        Assert.Equal(expected, fixture.Decode(Jpeg2000Fixture.Bytes(file)).ColourSpace);
    }

    [Theory]
    [InlineData("grey8.j2k")]
    [InlineData("markers.j2k")]
    [InlineData("tile-parts.j2k")]
    [InlineData("order-rpcl.j2k")]
    [InlineData("blocks-all.j2k")]
    [InlineData("order-changes-layers.j2k")]
    [InlineData("packed-main.j2k")]
    [InlineData("packed-tile-parts.j2k")]
    public void A_stream_cut_anywhere_before_its_end_marker_is_refused(string file)
    {
        var fixture = Jpeg2000Fixture.All[file];
        var stream = Jpeg2000Fixture.Bytes(file);
        for (var length = 0; length < stream.Length - 2; length++)
            Assert.Throws<DicomCodecException>(() => fixture.Decode(stream.AsSpan(0, length)));
        // Without the end marker everything is still there.
        Assert.Equal(fixture.Sha256, Fixture.Sha256(fixture.Decode(stream.AsSpan(0, stream.Length - 2)).Samples));
    }

    [Theory]
    [InlineData(0xFF50, "HTJ2K")]
    [InlineData(0xFF78, "marker FF78")]
    public void Names_what_it_does_not_decode(int marker, string reason)
    {
        var refusal = Assert.Throws<DicomCodecException>(() => DecodeWithSegment("grey8.j2k", marker, 0, 0));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFF5F, new byte[] { 0, 0, 0, 1, 6, 1 }, "POC")] // a byte short
    [InlineData(0xFF5F, new byte[] { 0, 0, 0, 1, 6, 1, 5 }, "order 5")]
    [InlineData(0xFF5F, new byte[] { 0, 0, 0, 1, 2, 1, 0 }, "leave packets out")] // resolutions 0 and 1 of 6 only
    [InlineData(0xFF60, new byte[] { 0 }, "PPM")]
    [InlineData(0xFF60, new byte[] { 0, 0, 0, 0 }, "PPM")] // a length of three bytes
    [InlineData(0xFF60, new byte[] { 0, 0, 0, 0, 9, 1 }, "PPM")] // one of the nine bytes
    [InlineData(0xFF61, new byte[] { 0, 1 }, "wrong kind of header")]
    public void Objects_to_damaged_orders_and_packed_headers(int marker, byte[] payload, string reason)
    {
        var refusal = Assert.Throws<DicomCodecException>(() => DecodeWithSegment("grey8.j2k", marker, payload));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Puts a segment behind SIZ: | marker | length, its own two bytes included | payload |.</summary>
    private static JpegImage DecodeWithSegment(string file, int marker, params byte[] payload)
    {
        var stream = Jpeg2000Fixture.Bytes(file);
        var after = 4 + BinaryPrimitives.ReadUInt16BigEndian(stream.AsSpan(4));
        return Jpeg2000Fixture.All[file].Decode(
            [.. stream[..after], (byte)(marker >> 8), (byte)marker, 0, (byte)(payload.Length + 2), .. payload, .. stream[after..]]);
    }

    [Fact]
    public void Refuses_subsampled_components_by_name()
    {
        var stream = Jpeg2000Fixture.Bytes("rgb-rct.j2k");
        // SIZ: three bytes a component from byte 42 on; the second component's XRsiz becomes 2.
        stream[46] = 2;
        var refusal = Assert.Throws<DicomCodecException>(() => Jpeg2000Fixture.All["rgb-rct.j2k"].Decode(stream));
        Assert.Contains("subsampled", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(46, 37, 1, 8, false)]
    [InlineData(45, 36, 1, 8, false)]
    [InlineData(45, 37, 3, 8, false)]
    [InlineData(45, 37, 1, 32, false)]
    [InlineData(45, 37, 1, 8, true)]
    public void Refuses_another_description(int columns, int rows, int samples, int bits, bool signed) =>
        Assert.Throws<DicomCodecException>(() =>
            Jpeg2000Decoder.Decode(Jpeg2000Fixture.Bytes("grey8.j2k"), new JpegExpectation(columns, rows, samples, bits), signed));

    [Fact]
    public void Refuses_a_JPEG_stream_by_name()
    {
        var refusal = Assert.Throws<DicomCodecException>(() => Jpeg2000Fixture.All["grey8.j2k"].Decode(Fixture.Jpeg("grey")));
        Assert.Contains("not a JPEG 2000 codestream", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_bits_with_a_sign_keep_it()
    {
        var fixture = Jpeg2000Fixture.All["grey12-signed.j2k"];
        var dataset = TestImage.Describe(fixture.Rows, fixture.Columns, allocated: 16, stored: 12, signed: 1, frames: 1,
            syntax: DicomTransferSyntax.JPEG2000Lossless).WithFragments([], Jpeg2000Fixture.Bytes("grey12-signed.j2k"));

        var native = dataset.Clone(DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal(fixture.Sha256, Fixture.Sha256(native.FrameBytes(0)));
        Assert.Equal(FramePath.GreyScaled, FrameDecoder.Decode(dataset, 0).Path);
    }

    [Theory]
    [InlineData("rgb-rct.j2k", "YBR_RCT", "RGB")]
    [InlineData("rgb-untransformed.j2k", "RGB", "RGB")]
    [InlineData("rgb-untransformed.j2k", "YBR_FULL", "YBR_FULL")]
    [InlineData("lossy-rgb.j2k", "YBR_ICT", "RGB")]
    public void The_native_copy_says_what_its_samples_are(string file, string photometric, string expected)
    {
        var fixture = Jpeg2000Fixture.All[file];
        var dataset = TestImage.Describe(fixture.Rows, fixture.Columns, photometric, 3, planar: 0, frames: 2,
            syntax: DicomTransferSyntax.JPEG2000Lossy).WithFragments([], Jpeg2000Fixture.Bytes(file), Jpeg2000Fixture.Bytes(file));

        var native = dataset.Clone(DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal(expected, native.GetString(DicomTag.PhotometricInterpretation));
        Assert.Equal(fixture.Decode(Jpeg2000Fixture.Bytes(file)).Samples, native.FrameBytes(1));
    }

    [Fact]
    public void JPEG_2000_is_not_encoded()
    {
        var refusal = Assert.Throws<DicomCodecException>(
            () => TestImage.Describe(1, 2, frames: 1).WithBytes(1, 2).Clone(DicomTransferSyntax.JPEG2000Lossless));
        Assert.Contains("not encoded", refusal.Message, StringComparison.Ordinal);
    }
}
