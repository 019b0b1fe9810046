using Acsa.Imaging;
using Acsa.Segmentation;
using Acsa.Worker.Health;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Health;

public sealed class ModelWatchTests : IDisposable
{
    readonly TempFolder _folder = new();

    public ModelWatchTests()
    {
        var target = Directory.CreateDirectory(Path.Combine(_folder["models"], "thigh")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "models", "acsa-thigh-unet")))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        Directory.CreateDirectory(_folder["data"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_that_is_well_says_when_it_was_proven_and_on_what()
    {
        using var rack = ModelRack.Open(_folder["models"], ExecutionProviderPolicy.CpuOnly);
        Assert.Empty(rack.Problems);
        var time = new ManualTime();
        var watch = new ModelWatch(rack, _folder["data"], "a", time, NullLogger<ModelWatch>.Instance);
        Assert.True(Assert.Single(watch.Current.Models).LastCheck!.Passed);
        Assert.Empty(watch.Current.Troubles());
        time.Advance(TimeSpan.FromHours(1));
        watch.CheckAll(default);
        var (node, models) = Assert.Single(ModelStatusFile.ReadAll(_folder["data"]));
        var status = Assert.Single(models.Models);
        Assert.Equal(("a", "CPUExecutionProvider", null), (node, status.Provider, status.Unusable));
        Assert.Equal(time.GetUtcNow(), status.LastCheck!.At);
        Assert.True(status.LastCheck.Golden!.Passed);
    }

    [Fact]
    public void A_model_whose_golden_case_fails_on_the_processor_is_not_used_at_the_start()
    {
        Spoil();
        using var rack = ModelRack.Open(_folder["models"], ExecutionProviderPolicy.CpuOnly);
        Assert.Empty(rack.Models);
        Assert.Null(rack.For("rectus-femoris"));
        Assert.Contains("its golden mask has a Dice of 0.0000, 0.99 is needed", Assert.Single(rack.Problems), StringComparison.Ordinal);
        var watch = new ModelWatch(rack, _folder["data"], "a", TimeProvider.System, NullLogger<ModelWatch>.Instance);
        Assert.Equal(["No model is in use; nothing can be measured.", .. rack.Problems], watch.Current.Troubles());
    }

    [Fact]
    public void A_model_whose_golden_case_fails_later_computes_no_more_and_the_status_says_why()
    {
        using var rack = ModelRack.Open(_folder["models"], ExecutionProviderPolicy.CpuOnly);
        Spoil();
        new ModelWatch(rack, _folder["data"], "a", TimeProvider.System, NullLogger<ModelWatch>.Instance).CheckAll(default);
        var models = Assert.Single(ModelStatusFile.ReadAll(_folder["data"])).Models;
        Assert.Contains("0.99 is needed", Assert.Single(models.Models).Unusable, StringComparison.Ordinal);
        Assert.Contains("is not used: CPUExecutionProvider: its golden mask", Assert.Single(models.Troubles()), StringComparison.Ordinal);
        Assert.Throws<InferenceException>(() =>
            rack.For("rectus-femoris")!.Segment(new GreyImage(64, 64), new(0, 0, 63, 63), "rectus-femoris"));
    }

    [Fact]
    public void A_device_that_computes_wrongly_or_is_not_the_one_that_was_named_is_trouble_and_one_that_is_missing_is_not()
    {
        Assert.Empty(Troubles(new("m", "1", "CPUExecutionProvider", null, ["webgpu refused: no adapter", "cpu in use: …"], null, default)));
        Assert.Equal(
            ["The model m 1 runs on CPUExecutionProvider, as another device fails or computes wrongly: webgpu refused: Dice 0.9."],
            Troubles(new("m", "1", "CPUExecutionProvider", null, [], null, default) { Wrong = ["webgpu refused: Dice 0.9"] }));
        Assert.Equal(
            ["The model m 1 runs on CPUExecutionProvider, not on the provider of the configuration: cuda refused: no library."],
            Troubles(new("m", "1", "CPUExecutionProvider", null, ["cuda refused: no library"], null, default)
                { IsNamedProviderMissing = true }));

        static IReadOnlyList<string> Troubles(ModelStatus status) => new NodeModels([status], []).Troubles();
    }

    [Fact]
    public void A_file_that_is_none_is_left_out()
    {
        File.WriteAllText(Path.Combine(_folder["data"], "models-b.json"), "{");
        File.WriteAllText(Path.Combine(_folder["data"], "models-c.json"), "[]"); // As older versions wrote it.
        Assert.Empty(ModelStatusFile.ReadAll(_folder["data"]));
        Assert.Empty(ModelStatusFile.ReadAll(_folder["nowhere"]));
    }

    void Spoil()
    {
        var mask = Path.Combine(_folder["models"], "thigh", "golden-mask.png");
        var before = PngReader.ReadMask(mask);
        // One pixel where the muscle is not.
        var other = new Mask(before.Width, before.Height);
        other[0, 0] = true;
        PngWriter.Write(mask, other);
    }
}
