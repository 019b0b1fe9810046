namespace Acsa.Segmentation.Tests;

/// <summary>What a model gives that is no number or no probability is an error, never an outline.</summary>
public sealed class OutputRangeTests
{
    const string Rectus = "rectus-femoris";

    static GreyImage Plain(byte level)
    {
        var image = new GreyImage(64, 48);
        image.Pixels.AsSpan().Fill(level);
        return image;
    }

    [Theory]
    [InlineData(float.NaN, false), InlineData(float.PositiveInfinity, false), InlineData(float.NegativeInfinity, false)]
    [InlineData(float.NaN, true), InlineData(1.0002f, true), InlineData(-0.0002f, true)]
    public void A_value_beyond_is_found_at_every_place(float value, bool areProbabilities)
    {
        var output = new float[37];
        output[3] = areProbabilities ? 1.00005f : float.MaxValue;
        output[5] = areProbabilities ? -0.00005f : -float.MaxValue;
        Assert.Null(OutputRange.FirstBeyond(output, areProbabilities));
        for (var i = 0; i < output.Length; i++)
        {
            var spoilt = (float[])output.Clone();
            spoilt[i] = value;
            Assert.Equal(value, OutputRange.FirstBeyond(spoilt, areProbabilities));
        }
    }

    [Fact]
    public void A_model_that_overflows_on_an_image_fails_on_it_and_on_no_other()
    {
        // One of two members says 3.4e38 × v + 3.4e38: on a black image that is a number, and the mean probability a half.
        using var copy = new Packages.Copy("judging").Weight(60, float.MaxValue).Weight(-30, float.MaxValue);
        using var segmenter = Segmenter.Open(ModelPackage.Load(copy.Folder), ExecutionProviderPolicy.CpuOnly);
        var area = Packages.Whole(Plain(0));
        Assert.InRange(segmenter.Segment(Plain(0), area, Rectus).Probabilities.ExpectedPixels, 1500, 1600);
        var error = Assert.Throws<InferenceException>(() => segmenter.Segment(Plain(255), area, Rectus));
        Assert.Equal("The model judging gives Infinity, expected a finite number (output \"logits\").", error.Message);
        Assert.False(error.IsTransient);
        Assert.InRange(segmenter.Segment(Plain(0), area, Rectus).Probabilities.ExpectedPixels, 1500, 1600);
    }

    [Fact]
    public void A_model_that_gives_no_number_on_a_black_image_is_not_opened()
    {
        using var copy = new Packages.Copy("pointwise").Weight(20, float.NaN);
        var error = Assert.Throws<ModelPackageException>(() =>
            Segmenter.Open(ModelPackage.Load(copy.Folder), ExecutionProviderPolicy.CpuOnly));
        Assert.Contains("the model does not run: The model pointwise gives NaN, expected a finite number (output \"logits\").", error.Message);
    }

    [Fact]
    public void Logits_under_an_activation_of_none_are_no_probabilities()
    {
        // Sine + 0.01 of the brightness: nearly 0 where the image is black, and from −0.99 to 1.01 elsewhere.
        using var copy = new Packages.Copy("unstable").Change(manifest =>
        {
            manifest["output"]!["activation"] = "none";
            manifest.Remove("golden");
        });
        using var segmenter = Segmenter.Open(ModelPackage.Load(copy.Folder), ExecutionProviderPolicy.CpuOnly);
        var image = new GreyImage(64, 48);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)i;
        Assert.Matches(@"^The model unstable gives -?[0-9.E-]+, expected 0 to 1 \(output ""logits""\)\.$",
            Assert.Throws<InferenceException>(() => segmenter.Segment(image, Packages.Whole(image), Rectus)).Message);
    }
}
