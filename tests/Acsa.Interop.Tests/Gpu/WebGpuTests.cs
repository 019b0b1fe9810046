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

    [Fact]
    public void Every_provider_of_the_machine_is_proven_beside_the_processor()
    {
        var proofs = ProviderProof.OnEach(ModelPackage.Load(Path.Combine(Packages, "unet")), TimeProvider.System).ToDictionary(proof => proof.Provider);
        Assert.Equal(("WebGpuExecutionProvider", false, null), (proofs["webgpu"].Check!.Provider, proofs["webgpu"].IsWrong, proofs["webgpu"].Says));
        Assert.InRange(proofs["webgpu"].Check!.Agreement!.Value, 0.999, 1);
        Assert.Equal((null, false), (proofs["cpu"].Check!.Agreement, proofs["cpu"].IsWrong));
        // Not there: said, and nobody's fault.
        Assert.Equal((null, false), (proofs["cuda"].Check, proofs["cuda"].IsWrong));
        Assert.NotEmpty(proofs["cuda"].Says!);
    }

    [Fact]
    public void A_gpu_that_outlines_something_else_is_not_used()
    {
        using var copy = new PackageCopy("unstable");
        File.Copy(Path.Combine(Packages, "odd.png"), Path.Combine(copy.Folder, "golden.png"), overwrite: true);
        PngWriter.Write(Path.Combine(copy.Folder, "golden-mask.png"), new Mask(133, 97) { [0, 0] = true });
        var package = ModelPackage.Load(copy.Folder);
        using var segmenter = Segmenter.Open(package, ExecutionProviderPolicy.Parse("webgpu", "preferred"), OneThread);
        Assert.Equal("CPUExecutionProvider", segmenter.Provider);
        Assert.Contains("0.999 is needed", Assert.Single(segmenter.Attempts, attempt => attempt.Name == "webgpu").Reason);
        Assert.Contains("0.999 is needed", Assert.Single(segmenter.Status.Wrong));
        Assert.True(segmenter.Status.IsNamedProviderMissing);
        Assert.True(ProviderProof.OnEach(package, TimeProvider.System).Single(proof => proof.Provider == "webgpu").IsWrong);
        Assert.Contains("0.999 is needed", Assert.Throws<ProviderUnavailableException>(
            () => Segmenter.Open(package, ExecutionProviderPolicy.Parse("webgpu", "required"), OneThread)).Message);
    }

    [Theory]
    [InlineData("preferred"), InlineData("required")]
    public void A_gpu_that_goes_wrong_later_is_given_up_and_the_status_says_so(string gpu)
    {
        using var copy = new PackageCopy("unstable");
        using var segmenter = Segmenter.Open(ModelPackage.Load(copy.Folder), ExecutionProviderPolicy.Parse("webgpu", gpu), OneThread);
        Assert.Equal("WebGpuExecutionProvider", segmenter.Provider);
        var good = segmenter.Check(TimeProvider.System);
        Assert.True(good.Passed);
        Assert.Equal(1, good.Agreement);

        File.Copy(Path.Combine(Packages, "odd.png"), Path.Combine(copy.Folder, "golden.png"), overwrite: true);
        PngWriter.Write(Path.Combine(copy.Folder, "golden-mask.png"), new Mask(133, 97));
        var bad = segmenter.Check(TimeProvider.System);
        Assert.Equal((false, "WebGpuExecutionProvider"), (bad.Passed, bad.Provider));
        Assert.InRange(bad.Agreement!.Value, 0, 0.999);
        var image = new GreyImage(32, 32);
        if (gpu == "preferred")
        {
            Assert.Equal("CPUExecutionProvider", segmenter.Status.Provider);
            Assert.Null(segmenter.Status.Unusable);
            Assert.Contains(segmenter.Status.Attempts, line => line.StartsWith("webgpu refused: its masks", StringComparison.Ordinal));
            Assert.Equal("CPUExecutionProvider", segmenter.Segment(image, new(0, 0, 31, 31), "rectus-femoris").Provider);
        }
        else
        {
            Assert.Contains("0.999 is needed", segmenter.Status.Unusable);
            Assert.True(Assert.Throws<InferenceException>(() => segmenter.Segment(image, new(0, 0, 31, 31), "rectus-femoris")).IsTransient);
        }
    }

    [Fact]
    public void An_image_and_its_mirror_image_are_one_run_on_the_gpu_too()
    {
        var image = PngReader.ReadGrey(Path.Combine(Packages, "odd.png"));
        var whole = new PixelRectangle(0, 0, image.Width - 1, image.Height - 1);
        var package = ModelPackage.Load(Path.Combine(Packages, "flips"));
        using var gpu = Segmenter.Open(package, ExecutionProviderPolicy.Parse("webgpu", "required"), OneThread);
        using var cpu = Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly, OneThread);
        var (onGpu, onCpu) = (gpu.Segment(image, whole, "rectus-femoris"), cpu.Segment(image, whole, "rectus-femoris"));
        Assert.Equal(new BatchCount(1, 4), gpu.Runs);
        Assert.InRange(onCpu.Mask.Pixels.Zip(onGpu.Mask.Pixels).Count(pair => pair.First != pair.Second), 0, 4);
    }

    sealed class PackageCopy : IDisposable
    {
        public PackageCopy(string name)
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Packages, name)))
                File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("acsa-package-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
