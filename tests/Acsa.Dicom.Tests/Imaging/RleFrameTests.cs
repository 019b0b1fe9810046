using System.Buffers.Binary;
using Acsa.Dicom.Imaging.Codec;

namespace Acsa.Dicom.Tests.Imaging;

public sealed class RleFrameTests
{
    [Fact]
    public void One_bit_RLE_frames_of_others_are_packed_together()
    {
        // Two frames of 3 pixels, each compressed on its own: 101 and 011 from the lowest bit.
        var dataset = TestImage.Describe(1, 3, allocated: 1, frames: 2, syntax: DicomTransferSyntax.RLELossless)
            .WithFragments([], RleFrame.Encode([[0b101]], 1), RleFrame.Encode([[0b011]], 1));

        var native = dataset.Clone(DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal([0b011_101], native.GetDicomItem<DicomElement>(DicomTag.PixelData)!.Buffer.Data);
    }

    [Fact]
    public void Decodes_copies_repeats_and_no_operations()
    {
        // PS3.5 G.3.2: copy three bytes, no operation, repeat four times, copy one byte; then the padding of the segment.
        var frame = Frame([0x02, 10, 20, 30, 0x80, 0xFD, 7, 0x00, 99, 0x00]);

        Assert.Equal([10, 20, 30, 7, 7, 7, 7, 99], Decode(frame, 8));
    }

    [Fact]
    public void Encodes_as_the_standard_does()
    {
        // A repeat of four, then a literal of three, no run across the row's end; two segments, each of even length.
        var encoded = RleFrame.Encode([[5, 5, 5, 5, 1, 2, 3, 3], [9, 9, 9, 9, 9, 9, 9, 9]], 8);

        Assert.Equal(2u, BinaryPrimitives.ReadUInt32LittleEndian(encoded));
        Assert.Equal(64u, BinaryPrimitives.ReadUInt32LittleEndian(encoded.AsSpan(4)));
        var second = BinaryPrimitives.ReadUInt32LittleEndian(encoded.AsSpan(8));
        Assert.Equal([0xFD, 5, 0x03, 1, 2, 3, 3, 0], encoded[64..(int)second]);
        Assert.Equal([0xF9, 9], encoded[(int)second..]);
    }

    [Fact]
    public void Returns_what_was_encoded()
    {
        const int seed = 20241;
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var (width, height) = (random.Next(1, 300), random.Next(1, 20));
            var plane = new byte[width * height];
            for (var i = 0; i < plane.Length;)
            {
                var run = random.Next(3) == 0 ? random.Next(1, 200) : 1;
                var value = (byte)random.Next(256);
                while (run-- > 0 && i < plane.Length) plane[i++] = value;
            }

            Assert.True(plane.AsSpan().SequenceEqual(Decode(RleFrame.Encode([plane], width), plane.Length)), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Refuses_a_segment_that_ends_early()
    {
        var frame = Frame([0x02, 10, 20, 30]);

        Assert.Contains("segment 1 ends", Assert.Throws<DicomCodecException>(() => Decode(frame, 8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_another_number_of_segments() =>
        Assert.Throws<DicomCodecException>(() => RleFrame.Decode(Frame([0xFE, 1]), 3, 1, s => s, 3, new byte[3]));

    [Theory]
    [InlineData(0u)]
    [InlineData(63u)]
    [InlineData(1000u)]
    [InlineData(0xFFFFFFFFu)]
    public void Refuses_an_offset_outside_the_frame(uint offset)
    {
        var frame = Frame([0xF9, 1]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), offset);

        Assert.Throws<DicomCodecException>(() => Decode(frame, 8));
    }

    private static byte[] Decode(byte[] frame, int length)
    {
        var target = new byte[length];
        RleFrame.Decode(frame, 1, length, _ => 0, 1, target);
        return target;
    }

    private static byte[] Frame(byte[] segment)
    {
        var frame = new byte[64 + segment.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), 64);
        segment.CopyTo(frame, 64);
        return frame;
    }
}
