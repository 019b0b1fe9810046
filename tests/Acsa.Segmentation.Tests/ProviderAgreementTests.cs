using Acsa.Interop.Tests.Gpu;

namespace Acsa.Segmentation.Tests;

/// <summary>What a GPU has to give as the processor gives it: all that a verdict rests on.</summary>
public sealed class ProviderAgreementTests
{
    static readonly ModelManifest Judging = ModelPackage.Load(Packages.Folder("judging")).Manifest;

    // Columns of a probability each, 10 wide: 0, 0.3, 0.6, 0.8, 0, …
    static ProviderAnswer Answer(float third = 0.3f, float sixth = 0.6f, float eighth = 0.8f, double right = 0.9, double whole = 0.8)
    {
        var levels = new[] { 0, third, sixth, eighth };
        var plane = new FloatPlane(40, 30);
        for (var i = 0; i < plane.Values.Length; i++) plane.Values[i] = levels[i % 40 / 10];
        return new([plane], new(right, whole));
    }

    static ProviderAgreement Compare(ProviderAnswer one, bool onGolden = true) =>
        ProviderAgreement.Compare(Judging, [Answer(), one], [Answer()], onGolden);

    [Fact]
    public void Rounding_is_agreement()
    {
        var agreement = Compare(Answer(0.302f, 0.598f, 0.801f, right: 0.905, whole: 0.79));
        Assert.True(agreement.IsGood);
        Assert.Equal((1, true), (agreement.Dice, agreement.OnGolden));
        Assert.Equal(0.01, agreement.JudgementDifference, 1e-9);
        Assert.Equal("its masks have a Dice of 1.0000 with the processor's on the golden image", agreement.ToString());
    }

    [Fact]
    public void Another_judgement_is_none_even_where_the_masks_are_the_same()
    {
        foreach (var answer in new[] { Answer(right: 0.99), Answer(whole: 0.99) })
        {
            var agreement = Compare(answer);
            Assert.Equal((false, 1), (agreement.IsGood, agreement.Dice));
            Assert.Matches("judgements of outlines differ by up to 0\\.(0900|1900), 0\\.02 is allowed$", agreement.ToString());
        }
    }

    [Fact]
    public void Another_area_at_one_quarter_or_three_quarters_is_none()
    {
        Assert.InRange(Compare(Answer(third: 0.24f)).Dice, 0.7, 0.9);
        Assert.False(Compare(Answer(third: 0.24f)).IsGood);
        Assert.False(Compare(Answer(eighth: 0.74f)).IsGood);
        Assert.True(Compare(Answer(sixth: 0.55f)).IsGood);
    }

    [Fact]
    public void On_a_drawn_image_the_probabilities_have_to_agree_too()
    {
        var agreement = Compare(Answer(sixth: 0.55f), onGolden: false);
        Assert.Equal((false, 1), (agreement.IsGood, agreement.Dice));
        Assert.Contains("probabilities differ by up to 0.0500", agreement.ToString());
    }

    [Theory]
    [InlineData("judging"), InlineData("flips"), InlineData("pointwise")]
    public void A_model_agrees_with_itself_in_full_batches_and_alone(string name)
    {
        var package = ModelPackage.Load(Packages.Folder(name));
        using var model = ProviderSelection.OpenOnCpu(package, new(1));
        using var other = ProviderSelection.OpenOnCpu(package, new(1));
        var agreement = ProviderAgreement.Prove(package, model, other, largestBatch: 8);
        Assert.True(agreement.IsGood, agreement.ToString());
        Assert.Null(model.Singly);
        // Two different images of one batch: what one says is not what the other says.
        var image = Packages.Image("odd.png");
        var answers = ProviderAnswer.Of(package.Manifest, model, [image, image.Mirrored(), image], Math.Min(3, model.LargestBatch));
        Assert.Equal(answers[0].Planes[^1].Values, answers[2].Planes[^1].Values);
        Assert.NotEqual(answers[0].Planes[^1].Values, answers[1].Planes[^1].Values);
    }

    [Fact]
    public void Windows_are_put_together_for_each_image_of_a_run()
    {
        var package = ModelPackage.Load(Packages.Folder("window"));
        using var model = ProviderSelection.OpenOnCpu(package, new(1));
        var image = Packages.Image("wide.png");
        using var segmenter = Packages.Open("window");
        var expected = segmenter.Segment(image, Packages.Whole(image), "rectus-femoris").Probabilities.ExpectedPixels;
        var answer = Assert.Single(ProviderAnswer.Of(package.Manifest, model, [image], 1));
        Assert.Equal(expected, answer.Planes[1].Values.Sum(value => (double)value), 0.01);
    }

    [Fact]
    public void A_judging_model_passes_its_proof_on_a_gpu_at_the_start_and_later()
    {
        SoftwareVulkan.Use();
        using var segmenter = Segmenter.Open(
            ModelPackage.Load(Packages.Folder("judging")), ExecutionProviderPolicy.Parse("webgpu", "required"), new(1));
        Assert.Equal("WebGpuExecutionProvider", segmenter.Provider);
        Assert.DoesNotContain("one input at a time", Assert.Single(segmenter.Attempts).Reason);
        var check = segmenter.Check(TimeProvider.System);
        Assert.True(check.Passed, check.Problem);
        Assert.InRange(check.Agreement!.Value, 0.999, 1);
    }

    [Fact]
    public void A_network_that_takes_one_input_though_it_says_more_gets_one_at_a_time()
    {
        // Its Reshape was exported for one image.
        using var copy = new Packages.Copy("judging").Network(Path.Combine(Packages.Root, "one-at-a-time.onnx"));
        copy.Change(manifest =>
        {
            manifest["output"]!.AsObject().Remove("judgement");
            manifest.Remove("certainty");
        });
        var package = ModelPackage.Load(copy.Folder);
        using var model = ProviderSelection.OpenOnCpu(package, new(1));
        using var other = ProviderSelection.OpenOnCpu(package, new(1));
        Assert.Equal(int.MaxValue, model.LargestBatch);
        var agreement = ProviderAgreement.Prove(package, model, other, largestBatch: 8);
        Assert.True(agreement.IsGood, agreement.ToString());
        Assert.Contains("a run of 8 failed: ", model.Singly);
        Assert.Equal(1, model.LargestBatch);
    }
}
