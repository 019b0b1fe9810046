using Acsa.Segmentation;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Tests.Studies;

public sealed class StageRunnerTests
{
    [Theory]
    [InlineData(null, "The analysis failed."), InlineData("The GPU fails on this image.", "The GPU fails on this image.")]
    public void An_image_that_its_model_cannot_compute_fails_by_itself_with_the_reason_that_the_model_gives(string? says, string reason)
    {
        var stages = new StageRunner(default);
        Assert.False(stages.TryRun("analyse", "The analysis failed.",
            string () => throw new InferenceException("out of memory", isTransient: false) { Says = says }, out _));
        Assert.Equal([reason], stages.Reasons);
    }

    [Fact]
    public void A_file_that_somebody_holds_is_nothing_that_the_image_is_to_blame_for()
    {
        using var folder = new Fakes.TempFolder();
        // A folder in its place: opening it is denied, as that of a file is which a virus scanner holds.
        Assert.Throws<TransientStageException>(() => new StageRunner(default).TryRun("load", "It cannot be read.",
            () => DicomFile.Open(folder.Path), out _));
        var stages = new StageRunner(default);
        Assert.False(stages.TryRun("load", "It cannot be read.", () => DicomFile.Open(folder["absent.dcm"]), out _));
    }

    [Fact]
    public void A_device_that_drops_out_is_nothing_that_the_image_is_to_blame_for() => Assert.Throws<TransientStageException>(() =>
        new StageRunner(default).TryRun("analyse", "The analysis failed.",
            string () => throw new InferenceException("gone", isTransient: true), out _));
}
