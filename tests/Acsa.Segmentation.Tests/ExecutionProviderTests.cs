namespace Acsa.Segmentation.Tests;

/// <summary>What the choice of provider does where no GPU may be assumed: whatever this machine has, the processor is never taken
/// silently.</summary>
public sealed class ExecutionProviderTests
{
    static ModelPackage Package() => ModelPackage.Load(Packages.Folder("unet"));

    [Fact]
    public void Cpu_alone_tries_nothing_else()
    {
        using var segmenter = Segmenter.Open(Package(), ExecutionProviderPolicy.CpuOnly);
        Assert.Equal([new ProviderAttempt("cpu", true, "all nodes are on the processor")], segmenter.Attempts);
        Assert.Equal("CPUExecutionProvider", segmenter.Provider);
    }

    [Fact]
    public void Preferred_leaves_a_record_for_every_refusal()
    {
        using var segmenter = Segmenter.Open(Package(), ExecutionProviderPolicy.Default);
        Assert.Equal(
            ExecutionProviderPolicy.Default.Candidates().Take(segmenter.Attempts.Count).Select(ExecutionProviderPolicy.NameOf),
            segmenter.Attempts.Select(attempt => attempt.Name));
        Assert.All(segmenter.Attempts.SkipLast(1), attempt => Assert.False(attempt.Accepted));
        Assert.All(segmenter.Attempts, attempt => Assert.False(string.IsNullOrWhiteSpace(attempt.Reason)));
        Assert.True(segmenter.Attempts[^1].Accepted);
    }

    [Fact]
    public void Required_refuses_where_the_provider_cannot_be()
    {
        // CUDA's provider libraries are not in the package that the build brings.
        var policy = ExecutionProviderPolicy.Parse("cuda", "required");
        var error = Assert.Throws<ProviderUnavailableException>(() => Segmenter.Open(Package(), policy));
        var attempt = Assert.Single(error.Attempts);
        Assert.Equal(("cuda", false), (attempt.Name, attempt.Accepted));
        Assert.Contains("cuda refused: ", error.Message);
        Assert.DoesNotContain("cpu", error.Message);
    }

    [Fact]
    public void Directml_is_refused_outside_of_windows()
    {
        if (OperatingSystem.IsWindows()) return;
        var error = Assert.Throws<ProviderUnavailableException>(() =>
            Segmenter.Open(Package(), ExecutionProviderPolicy.Parse("directml", "required")));
        Assert.Contains("built without the execution provider DML", error.Message);
    }

    [Fact]
    public void A_named_provider_that_is_preferred_gives_way_to_the_processor()
    {
        using var segmenter = Segmenter.Open(Package(), ExecutionProviderPolicy.Parse("cuda", "preferred"));
        Assert.Equal(["cuda", "cpu"], segmenter.Attempts.Select(attempt => attempt.Name));
        Assert.Equal("CPUExecutionProvider", segmenter.Provider);
    }

    [Theory]
    [InlineData("auto", "required", "cuda,webgpu")]
    [InlineData("auto", "preferred", "cuda,webgpu,cpu")]
    [InlineData("auto", "off", "cpu")]
    [InlineData("webgpu", "required", "webgpu")]
    [InlineData("webgpu", "preferred", "webgpu,cpu")]
    [InlineData("cpu", "preferred", "cpu")]
    [InlineData("cpu", "off", "cpu")]
    public void Candidates_follow_the_configuration(string provider, string gpu, string expected)
    {
        var candidates = ExecutionProviderPolicy.Parse(provider, gpu).Candidates().Select(ExecutionProviderPolicy.NameOf);
        Assert.Equal(expected, string.Join(',', candidates.Where(name => name != "directml")));
    }

    [Theory]
    [InlineData("gpu", "preferred", "provider is \"gpu\", expected one of \"auto\", \"cuda\", \"webgpu\", \"directml\", \"cpu\"")]
    [InlineData("auto", "yes", "gpu is \"yes\", expected one of \"required\", \"preferred\", \"off\"")]
    [InlineData("cpu", "required", "contradict")]
    [InlineData("webgpu", "off", "contradict")]
    public void Configuration_that_means_nothing_is_refused(string provider, string gpu, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => ExecutionProviderPolicy.Parse(provider, gpu)).Message);

    [Fact]
    public void A_provider_that_got_part_of_the_network_is_not_in_use()
    {
        Assert.False(new NodeShare(13, 14).IsWhole);
        Assert.False(new NodeShare(0, 0).IsWhole);
        Assert.True(new NodeShare(14, 14).IsWhole);
    }

    [Fact]
    public void Nodes_with_weights_count_and_others_do_not()
    {
        var folder = Directory.CreateTempSubdirectory("acsa-profile-");
        try
        {
            using var options = new SessionOptions { ProfileOutputPathPrefix = Path.Combine(folder.FullName, "cpu"),
                EnableProfiling = true };
            using var session = new InferenceSession(Path.Combine(Packages.Folder("unet"), "unet.onnx"), options);
            using var input = OrtValue.CreateTensorValueFromMemory(new float[3 * 64 * 96], [1, 3, 64, 96]);
            session.Run(null, ["image"], [input], ["logits"]).Dispose();
            var profile = session.EndProfiling();
            // Ten convolutions of five blocks, two upward ones and the head.
            Assert.Equal(new NodeShare(13, 13), NodeShare.FromProfile(profile, "CPUExecutionProvider"));
            Assert.Equal(new NodeShare(0, 13), NodeShare.FromProfile(profile, "WebGpuExecutionProvider"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(
        "[ErrorCode:Fail] /onnxruntime_src/core/provider_bridge_ort.cc:1988 Provider& ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load",
        "[ErrorCode:Fail] Failed to load")]
    [InlineData(
        "[ErrorCode:Fail] /onnxruntime_src/webgpu_context.cc:136 Initialize() status == Success was false. No supported adapters\nmore",
        "[ErrorCode:Fail] No supported adapters")]
    [InlineData(
        "[ErrorCode:RuntimeException] N:\\_work\\dml_provider_factory.cc(512)\\onnxruntime.dll!0254CCBD0: (caller: 0254CCF0A) Exception(1) 887A0004",
        "[ErrorCode:RuntimeException] Exception(1) 887A0004")]
    [InlineData("the Vulkan loader, libvulkan.so.1, is not installed", "the Vulkan loader, libvulkan.so.1, is not installed")]
    public void Reasons_are_one_line_without_places_in_source_code(string message, string expected) =>
        Assert.Equal(expected, ReasonText.From(new NotSupportedException(message)));
}
