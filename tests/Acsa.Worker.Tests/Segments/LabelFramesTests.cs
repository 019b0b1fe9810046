using Acsa.Worker.Segments;

namespace Acsa.Worker.Tests.Segments;

public sealed class LabelFramesTests
{
    const int Width = 5, Height = 3;
    static readonly int[] Numbers = [0, 1, 2, 300];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Each_pixel_belongs_to_the_segment_whose_number_it_bears(int bytes)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var labels = Enumerable.Range(0, 2 * Width * Height).Select(_ => Numbers[random.Next(bytes == 1 ? 3 : 4)]).ToArray();
            var frames = LabelFrames.Open(
                Data(8 * bytes, [.. labels.SelectMany(label => BitConverter.GetBytes((ushort)label).Take(bytes))]), Width, Height, 2,
                Numbers);
            for (var frame = 0; frame < 2; frame++)
                foreach (var number in Numbers)
                    Assert.True(labels.Skip(frame * Width * Height).Take(Width * Height).Select(label => (byte)(label == number ? 1 : 0))
                        .SequenceEqual(frames[frame].MaskOf(number).Pixels), $"seed {seed}: frame {frame}, segment {number}");
        }
    }

    [Fact]
    public void Words_are_run_length_encoded_in_two_planes_the_most_significant_first()
    {
        byte[] header = [2, 0, 0, 0, 64, 0, 0, 0, 66, 0, 0, 0, .. new byte[52]];
        // 0x0107 0x0107 0x0109: high bytes 1 1 1, low bytes 7 7 9.
        Assert.Equal([7, 1, 7, 1, 9, 1], RunLength.Decode([.. header, 0xFE, 1, 0xFF, 7, 0, 9], 6, 2));
        Assert.Throws<InvalidDataException>(() => RunLength.Decode([1, .. header[1..], 0xFE, 1, 0xFF, 7, 0, 9], 6, 2));
    }

    [Fact]
    public void A_pixel_of_a_segment_that_is_not_described_is_refused_for_part_of_an_outline_would_be_lost()
    {
        var frames = LabelFrames.Open(Data(8, [.. new byte[14], 9]), Width, Height, 1, Numbers);
        Assert.Contains("segment 9", Assert.Throws<InvalidDataException>(() => frames[0]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(8, 29)]
    [InlineData(16, 59)]
    [InlineData(32, 200)]
    public void Pixels_of_another_length_are_refused(int bitsAllocated, int length) =>
        Assert.Contains("expected", Assert.Throws<InvalidDataException>(() =>
            LabelFrames.Open(Data(bitsAllocated, new byte[length]), Width, Height, 2, Numbers)).Message, StringComparison.Ordinal);

    static DicomDataset Data(int bitsAllocated, byte[] pixels)
    {
        var data = new DicomDataset();
        data.AddOrUpdate(DicomTag.BitsAllocated, (ushort)bitsAllocated);
        data.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, pixels));
        return data;
    }
}
