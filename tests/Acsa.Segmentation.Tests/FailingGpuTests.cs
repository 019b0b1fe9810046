using Acsa.Interop.Tests.Gpu;

namespace Acsa.Segmentation.Tests;

/// <summary>A GPU whose runs end in an error: ONNX Runtime's WebGPU on a software Vulkan, told to stop in the middle of a run.</summary>
public sealed class FailingGpuTests
{
    const string Rectus = "rectus-femoris";

    public FailingGpuTests() => SoftwareVulkan.Use();

    [Theory]
    // The image alone once: the GPU passes its golden case and gets the image again. Always: it fails that too. The image twice: the proof
    // passes.
    [InlineData("once", "WebGpuExecutionProvider")]
    [InlineData("always", "CPUExecutionProvider")]
    [InlineData("twice", "CPUExecutionProvider")]
    public void An_image_survives_a_gpu_that_fails(string when, string provider)
    {
        var (dies, runs, problems) = (false, 0, new List<string>());
        var package = ModelPackage.Load(Packages.Folder("unet"));
        using var segmenter = Segmenter.Open(package, ExecutionProviderPolicy.Parse("webgpu", "preferred"), new(1)
        {
            BeforeRun = (on, run) =>
            {
                if (!dies || on == InferenceProvider.Cpu) return;
                // The image, the golden case, the comparison with the processor, the image again.
                var nth = runs++;
                run.Terminate = when switch { "once" => nth == 0, "twice" => nth is 0 or 3, _ => true };
            },
        });
        segmenter.GaveUp += (name, problem) => problems.Add($"{name}: {problem}");
        using var cpu = Packages.Open("unet");
        var image = Packages.Image("odd.png");
        var expected = cpu.Segment(image, Packages.Whole(image), Rectus).Mask;
        Assert.Equal("WebGpuExecutionProvider", segmenter.Segment(image, Packages.Whole(image), Rectus).Provider);

        dies = true;
        var result = segmenter.Segment(image, Packages.Whole(image), Rectus);
        Assert.Equal(when == "always" ? 2 : 4, runs);
        Assert.Equal(provider, result.Provider);
        Assert.InRange(expected.Pixels.Zip(result.Mask.Pixels).Count(pair => pair.First != pair.Second), 0, 2);
        Assert.Equal((provider, null), (segmenter.Status.Provider, segmenter.Status.Unusable));
        if (provider == "CPUExecutionProvider")
        {
            Assert.StartsWith("WebGpuExecutionProvider: The model unet failed", Assert.Single(problems));
            Assert.Contains(
                segmenter.Status.Wrong, line => line.StartsWith("webgpu refused: The model unet failed", StringComparison.Ordinal));
        }
        else Assert.Empty(problems);
    }

    [Fact]
    public void Where_a_gpu_is_required_the_image_waits_to_be_tried_again()
    {
        var dies = false;
        using var segmenter = Segmenter.Open(
            ModelPackage.Load(Packages.Folder("unet")), ExecutionProviderPolicy.Parse("webgpu", "required"),
            new(1) { BeforeRun = (_, run) => run.Terminate = dies });
        dies = true;
        var image = Packages.Image("odd.png");
        Assert.True(Assert.Throws<InferenceException>(() => segmenter.Segment(image, Packages.Whole(image), Rectus)).IsTransient);
        Assert.Contains("failed on WebGpuExecutionProvider", segmenter.Status.Unusable);
        Assert.Equal("WebGpuExecutionProvider", segmenter.Status.Provider);
    }

    [Fact]
    public void A_gpu_that_fails_its_hourly_proof_with_an_error_is_given_up_too()
    {
        var dies = false;
        using var segmenter = Segmenter.Open(
            ModelPackage.Load(Packages.Folder("unet")), ExecutionProviderPolicy.Parse("webgpu", "preferred"),
            new(1) { BeforeRun = (on, run) => run.Terminate = dies && on != InferenceProvider.Cpu });
        dies = true;
        var check = segmenter.Check(TimeProvider.System);
        Assert.Equal((false, "WebGpuExecutionProvider"), (check.Passed, check.Provider));
        Assert.Equal("CPUExecutionProvider", segmenter.Status.Provider);
        Assert.True(segmenter.Check(TimeProvider.System).Passed);
    }
}
