namespace Acsa.Dicom.Tests.Imaging;

[Trait("Category", "SharedWithFoDicom")]
public sealed class PixelDataTests
{
    [Fact]
    public void Knows_least_and_greatest_with_and_without_padding()
    {
        var bytes = Pixels(TestImage.Describe(1, 4).WithBytes(7, 3, 200, 0));
        Assert.Equal((0, 200), Range(bytes.GetMinMax()));
        Assert.Equal((3, 200), Range(bytes.GetMinMax(0)));
        var signed = Pixels(TestImage.Describe(1, 3, allocated: 16, signed: 1).WithWords(0xFFFE, 5, 0x8000));
        Assert.Equal((-32768, 5), Range(signed.GetMinMax()));
        Assert.Equal((-2, 5), Range(signed.GetMinMax(-32768)));
    }

    [Fact]
    public void Counts_values()
    {
        var histogram = Pixels(TestImage.Describe(1, 4).WithBytes(7, 3, 7, 0)).GetHistogram(0);
        Assert.Equal((2, 1, 1, 0), (histogram[7], histogram[3], histogram[0], histogram[8]));
        var green = Pixels(TestImage.Describe(1, 2, "RGB", 3, planar: 0).WithBytes(1, 9, 2, 1, 9, 3)).GetHistogram(1);
        Assert.Equal((2, 0), (green[9], green[1]));
    }

    [Fact]
    public void Renders_values_or_packed_colours()
    {
        var grey = new int[2];
        Pixels(TestImage.Describe(1, 2).WithBytes(7, 200)).Render(null, grey);
        Assert.Equal([7, 200], grey);
        var colour = new int[1];
        Pixels(TestImage.Describe(1, 1, "RGB", 3, planar: 0).WithBytes(1, 2, 3, 0)).Render(null, colour);
        Assert.Equal([unchecked((int)0xFF010203)], colour);
    }

    [Fact]
    public void Scales_a_flat_frame_to_a_flat_frame()
    {
        var half = Pixels(TestImage.Describe(4, 6).WithBytes([.. Enumerable.Repeat((byte)9, 24)])).Rescale(0.5);
        Assert.Equal((3, 2), (half.Width, half.Height));
        Assert.Equal((9, 9), Range(half.GetMinMax()));
    }

    private static IPixelData Pixels(DicomDataset dataset) => PixelDataFactory.Create(DicomPixelData.Create(dataset), 0);

    private static (double Least, double Greatest) Range(DicomRange<double> range) => (range.Minimum, range.Maximum);
}
