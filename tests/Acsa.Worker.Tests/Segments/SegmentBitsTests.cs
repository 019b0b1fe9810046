using Acsa.Imaging;
using Acsa.Worker.Segments;

namespace Acsa.Worker.Tests.Segments;

public sealed class SegmentBitsTests
{
    const int Width = 5, Height = 5;

    [Fact]
    public void Frames_without_gaps_and_frames_filled_up_to_a_byte_are_told_apart_by_their_length()
    {
        var masks = Enumerable.Range(1, 4).Select(seed => Noise(seed)).ToList();
        var gapless = new byte[(4 * Width * Height + 7) / 8];
        for (var i = 0; i < 4 * Width * Height; i++) gapless[i / 8] |= (byte)(masks[i / 25].Pixels[i % 25] << i % 8);
        var filled = masks.SelectMany(Packed).ToArray();
        foreach (var bytes in new[] { gapless, [.. gapless, 0], filled })
        {
            var bits = SegmentBits.Open(Data(1, bytes), Width, Height, 4);
            for (var i = 0; i < 4; i++) Assert.Equal(masks[i].Pixels, bits[i].Pixels);
        }
    }

    [Fact]
    public void One_byte_a_pixel_is_read_where_it_has_two_values_only()
    {
        var mask = Noise(7);
        Assert.Equal(mask.Pixels,
            SegmentBits.Open(Data(8, [.. mask.Pixels.Select(pixel => (byte)(pixel * 255))]), Width, Height, 1)[0].Pixels);
        var fractions = SegmentBits.Open(Data(8, [.. Enumerable.Range(0, 25).Select(i => (byte)i)]), Width, Height, 1);
        Assert.Contains("inside or outside", Assert.Throws<InvalidDataException>(() => fractions[0]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 7)]
    [InlineData(1, 20)]
    [InlineData(8, 59)]
    [InlineData(16, 200)]
    public void Pixels_of_another_length_are_refused(int bitsAllocated, int length) =>
        Assert.Contains("expected", Assert.Throws<InvalidDataException>(() =>
            SegmentBits.Open(Data((ushort)bitsAllocated, new byte[length]), Width, Height, 4)).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_lengths_give_back_what_was_encoded_and_hostile_ones_are_refused()
    {
        byte[] header = [1, 0, 0, 0, 64, 0, 0, 0, .. new byte[56]];
        Assert.Equal([1, 2, 9, 9, 9], RunLength.Decode([.. header, 1, 1, 2, 0xFE, 9], 5));
        foreach (var frame in new byte[][]
        {
            [], header, [.. header, 0xFE], [.. header, 5, 1], [.. header, 0x81, 1], [2, .. header[1..], 0, 1],
            [1, 0, 0, 0, 255, 255, 255, 255, .. new byte[56]],
            [.. header, 0x80, 0x80],
        })
            Assert.Throws<InvalidDataException>(() => RunLength.Decode(frame, 5));
    }

    [Fact]
    public void Random_run_lengths_end_in_pixels_or_in_a_refusal()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var frame = new byte[random.Next(200)];
            random.NextBytes(frame);
            if (frame.Length >= 8 && seed % 2 == 0)
                (frame[0], frame[1], frame[2], frame[3], frame[4], frame[5], frame[6], frame[7]) = (1, 0, 0, 0, 64, 0, 0, 0);
            try
            {
                Assert.Equal(64, RunLength.Decode(frame, 64).Length);
            }
            catch (InvalidDataException)
            {
                // A refusal.
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}: {error}");
            }
        }
    }

    static byte[] Packed(Mask mask)
    {
        var bytes = new byte[(mask.Pixels.Length + 7) / 8];
        for (var i = 0; i < mask.Pixels.Length; i++) bytes[i / 8] |= (byte)(mask.Pixels[i] << i % 8);
        return bytes;
    }

    static Mask Noise(int seed)
    {
        var random = new Random(seed);
        return new(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(_ => (byte)random.Next(2))]);
    }

    static DicomDataset Data(ushort bitsAllocated, byte[] pixels)
    {
        var data = new DicomDataset();
        data.AddOrUpdate(DicomTag.BitsAllocated, bitsAllocated);
        data.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, pixels));
        return data;
    }
}
