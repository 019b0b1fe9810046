using Acsa.Imaging;
using Acsa.Segmentation;

namespace Acsa.Interop.Tests.Gpu;

/// <summary>The way over a GPU, for real: ONNX Runtime's WebGPU on Vulkan.</summary>
public sealed class WebGpuTests
{
    static readonly string Packages = Path.Combine(AppContext.BaseDirectory, "packages");

    static readonly SegmenterOptions OneThread = new(1);

    public WebGpuTests() => SoftwareVulkan.Use();

    [Theory]
    [InlineData("unet")] // 13 convolutions, the layout changed by WebGPU
    [InlineData("nhwc")]
    [InlineData("ensemble")] // two sessions on one device
    public void A_model_runs_on_webgpu_gives_the_processors_values_and_the_run_proves_it(string name)
    {
        var package = ModelPackage.Load(Path.Combine(Packages, name));
        var image = PngReader.ReadGrey(Path.Combine(Packages, "odd.png"));
        var whole = new PixelRectangle(0, 0, image.Width - 1, image.Height - 1);
        var structure = package.Manifest.Structures[0];

        using var gpu = Segmenter.Open(package, ExecutionProviderPolicy.Parse("webgpu", "required"), OneThread);
        Assert.Equal("WebGpuExecutionProvider", gpu.Provider);
        var attempt = Assert.Single(gpu.Attempts);
        Assert.True(attempt.Accepted);
        Assert.Matches(name == "unet" ? "13 of 13" : name == "ensemble" ? "2 of 2" : "1 of 1", attempt.Reason);

        using var cpu = Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly, OneThread);
        var (onGpu, onCpu) = (gpu.Segment(image, whole, structure), cpu.Segment(image, whole, structure));
        Assert.Equal("WebGpuExecutionProvider", onGpu.Provider);
        Assert.Equal(onCpu.Probabilities.ExpectedPixels, onGpu.Probabilities.ExpectedPixels, onCpu.Probabilities.ExpectedPixels * 1e-5);
        Assert.InRange(onCpu.Mask.Pixels.Zip(onGpu.Mask.Pixels).Count(pair => pair.First != pair.Second), 0, 2);
    }

    [Fact]
    public void Software_that_calls_itself_a_gpu_is_found_out_where_the_choice_is_free()
    {
        var package = ModelPackage.Load(Path.Combine(Packages, "pointwise"));
        using var segmenter = Segmenter.Open(package, ExecutionProviderPolicy.Default, OneThread);
        Assert.Equal("CPUExecutionProvider", segmenter.Provider);
        var refusal = Assert.Single(segmenter.Attempts, attempt => attempt.Name == "webgpu");
        Assert.False(refusal.Accepted);
        Assert.Contains("on the processor", refusal.Reason);
    }
}
