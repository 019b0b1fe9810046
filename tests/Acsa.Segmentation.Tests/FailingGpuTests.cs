using Acsa.Interop.Tests.Gpu;

namespace Acsa.Segmentation.Tests;

/// <summary>A GPU whose runs end in an error: ONNX Runtime's WebGPU on a software Vulkan, told to stop in the middle of a run.</summary>
public sealed class FailingGpuTests
{
    const string Rectus = "rectus-femoris";
    const string Cpu = "CPUExecutionProvider";
    const string Gpu = "WebGpuExecutionProvider";

    public FailingGpuTests() => SoftwareVulkan.Use();

    [Theory]
    // The image alone once: the GPU passes its golden case and gets the image again. Always: it fails that too. The image twice: the
    // golden case passes, so the GPU stays and the processor computes this image.
    [InlineData("once", Gpu, Gpu)]
    [InlineData("always", Cpu, Cpu)]
    [InlineData("twice", Cpu, Gpu)]
    public void An_image_survives_a_gpu_that_fails(string when, string provider, string inUse)
    {
        var (dies, runs) = (false, 0);
        using var segmenter = Open("unet", "preferred", (on, _) =>
        {
            if (!dies || on == InferenceProvider.Cpu) return false;
            // The image, the golden case, the comparison with the processor, the image again.
            var nth = runs++;
            return when switch { "once" => nth == 0, "twice" => nth is 0 or 3, _ => true };
        });
        var (given, kept) = Listen(segmenter);
        using var cpu = Packages.Open("unet");
        var image = Packages.Image("odd.png");
        var expected = cpu.Segment(image, Packages.Whole(image), Rectus).Mask;
        Assert.Equal(Gpu, Segment(segmenter, image).Provider);

        dies = true;
        var result = Segment(segmenter, image);
        Assert.Equal(when == "always" ? 2 : 4, runs);
        Assert.Equal(provider, result.Provider);
        Assert.InRange(expected.Pixels.Zip(result.Mask.Pixels).Count(pair => pair.First != pair.Second), 0, 2);
        Assert.Equal((inUse, null), (segmenter.Status.Provider, segmenter.Status.Unusable));
        if (inUse == Gpu)
        {
            Assert.Empty(given);
            Assert.Empty(segmenter.Status.Wrong);
        }
        else
        {
            Assert.StartsWith($"{Gpu}: The model unet failed", Assert.Single(given));
            Assert.Contains(
                segmenter.Status.Wrong, line => line.StartsWith("webgpu refused: The model unet failed", StringComparison.Ordinal));
        }

        if (when != "twice") Assert.Empty(kept);
        else
        {
            var said = Assert.Single(kept);
            Assert.StartsWith($"{Gpu}: The model unet failed on {Gpu}: ", said);
            Assert.EndsWith("; the image was computed on the processor", said);
        }
    }

    [Fact]
    public void An_image_that_a_gpu_never_manages_does_not_cost_it_its_place_however_often_it_comes()
    {
        using var segmenter = Open("pointwise", "preferred", FlatOnGpu);
        var (given, kept) = Listen(segmenter);
        for (var i = 0; i < Limits.FailedImagesInARow + 1; i++) Assert.Equal(Cpu, Segment(segmenter, Flat(100)).Provider);
        Assert.Equal(Gpu, Segment(segmenter, Packages.Image("odd.png")).Provider);
        Assert.Empty(given);
        Assert.Equal(Limits.FailedImagesInARow + 1, kept.Count);
    }

    [Fact]
    public void Different_images_that_fail_in_a_row_cost_a_gpu_its_place_and_one_that_it_manages_ends_the_row()
    {
        using var segmenter = Open("pointwise", "preferred", FlatOnGpu);
        var (given, kept) = Listen(segmenter);
        byte grey = 0;
        for (var row = 0; row < 2; row++)
        {
            for (var i = 1; i < Limits.FailedImagesInARow; i++) Assert.Equal(Cpu, Segment(segmenter, Flat(++grey)).Provider);
            Assert.Equal(Gpu, Segment(segmenter, Packages.Image("odd.png")).Provider);
        }

        Assert.Empty(given);
        for (var i = 0; i < Limits.FailedImagesInARow; i++) Assert.Equal(Cpu, Segment(segmenter, Flat(++grey)).Provider);
        Assert.StartsWith($"{Gpu}: {Limits.FailedImagesInARow} different images in a row failed", Assert.Single(given));
        Assert.Contains("different images in a row failed", Assert.Single(segmenter.Status.Wrong));
        Assert.Equal(3 * (Limits.FailedImagesInARow - 1), kept.Count);
        Assert.Equal(Cpu, Segment(segmenter, Packages.Image("odd.png")).Provider);
    }

    [Fact]
    public void An_image_on_which_the_processor_fails_too_is_not_held_against_the_gpu()
    {
        var opened = false;
        using var segmenter = Open("pointwise", "preferred", (_, tiles) => opened && tiles.Any(IsFlat));
        var (given, _) = Listen(segmenter);
        opened = true;
        for (byte grey = 1; grey <= Limits.FailedImagesInARow + 1; grey++)
        {
            var failure = Assert.Throws<InferenceException>(() => Segment(segmenter, Flat(grey)));
            Assert.False(failure.IsTransient);
            Assert.Contains("failed on CPUExecutionProvider", failure.Message);
        }

        Assert.Empty(given);
        Assert.Equal(Gpu, Segment(segmenter, Packages.Image("odd.png")).Provider);
    }

    [Fact]
    public void Where_a_gpu_is_required_such_an_image_fails_by_itself_and_the_next_one_does_not()
    {
        using var segmenter = Open("pointwise", "required", FlatOnGpu);
        var (given, kept) = Listen(segmenter);
        for (byte grey = 1; grey <= Limits.FailedImagesInARow + 1; grey++)
        {
            var failure = Assert.Throws<InferenceException>(() => Segment(segmenter, Flat(grey)));
            // Not to be tried again with its whole study: the GPU is well.
            Assert.False(failure.IsTransient);
            Assert.Contains("passed its check in between", failure.Message);
            Assert.Contains("inference.gpu: \"required\"", failure.Says);
        }

        Assert.EndsWith("the image fails, as a GPU is required", kept[^1]);
        Assert.Empty(given);
        Assert.Null(segmenter.Status.Unusable);
        Assert.Equal(Gpu, Segment(segmenter, Packages.Image("odd.png")).Provider);
    }

    [Fact]
    public async Task An_image_that_fails_a_batch_is_not_held_against_the_others_of_the_batch()
    {
        var (random, opens, shared) = (new Random(7), false, 0);
        GreyImage[] images = [Flat(100), .. Enumerable.Range(0, 3).Select(_ =>
        {
            var image = new GreyImage(96, 64);
            random.NextBytes(image.Pixels);
            return image;
        })];
        var threads = new Thread?[images.Length];
        Task<SegmentationResult>[] callers = [];
        Segmenter segmenter = null!;
        using var opened = segmenter = Open("flips", "preferred", (on, tiles) =>
        {
            if (opens)
            {
                // This run lasts until all of them wait for the next one.
                opens = false;
                callers = [.. images.Select((image, i) => Task.Factory.StartNew(() =>
                {
                    threads[i] = Thread.CurrentThread;
                    return Segment(segmenter, image);
                }, TaskCreationOptions.LongRunning))];
                SpinWait.SpinUntil(() => threads.All(thread => thread?.ThreadState.HasFlag(ThreadState.WaitSleepJoin) == true),
                    TimeSpan.FromMinutes(1));
            }

            if (!FlatOnGpu(on, tiles)) return false;
            if (!tiles.All(IsFlat)) Interlocked.Increment(ref shared);
            return true;
        });
        var (given, kept) = Listen(segmenter);
        var alone = images.Skip(1).Select(image => Segment(segmenter, image).Mask.Pixels).ToArray();
        opens = true;
        Segment(segmenter, images[1]);
        var results = await Task.WhenAll(callers);
        Assert.Equal([Cpu, Gpu, Gpu, Gpu], results.Select(result => result.Provider));
        foreach (var (one, other) in alone.Zip(results.Skip(1)))
            Assert.InRange(one.Zip(other.Mask.Pixels).Count(pair => pair.First != pair.Second), 0, 4);
        Assert.NotEqual(0, shared);
        Assert.Empty(given);
        Assert.Single(kept);
        Assert.Equal(Gpu, segmenter.Status.Provider);
    }

    [Fact]
    public void What_is_left_of_an_image_that_has_failed_is_not_run()
    {
        var runs = new List<int>();
        using var segmenter = Open("flips", "preferred", (on, tiles) =>
        {
            if (!FlatOnGpu(on, tiles)) return false;
            runs.Add(tiles.Count);
            return true;
        });
        Segment(segmenter, Flat(100));
        // The image, its mirror image and their reflections; the first of them by itself; the same once more.
        Assert.Equal([4, 1, 4, 1], runs);
    }

    [Fact]
    public void Where_a_gpu_is_required_the_image_waits_to_be_tried_again()
    {
        var dies = false;
        using var segmenter = Segmenter.Open(
            ModelPackage.Load(Packages.Folder("unet")), ExecutionProviderPolicy.Parse("webgpu", "required"),
            new(1) { BeforeRun = (_, _, run) => run.Terminate = dies });
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
            new(1) { BeforeRun = (on, _, run) => run.Terminate = dies && on != InferenceProvider.Cpu });
        dies = true;
        var check = segmenter.Check(TimeProvider.System);
        Assert.Equal((false, "WebGpuExecutionProvider"), (check.Passed, check.Provider));
        Assert.Equal(Cpu, segmenter.Status.Provider);
        Assert.True(segmenter.Check(TimeProvider.System).Passed);
    }

    static Segmenter Open(string package, string gpu, Func<InferenceProvider, IReadOnlyList<Tile>, bool> dies) => Segmenter.Open(
        ModelPackage.Load(Packages.Folder(package)), ExecutionProviderPolicy.Parse("webgpu", gpu), new(1)
        {
            MaxBatch = 32, MaxWait = TimeSpan.FromMilliseconds(100), BeforeRun = (on, tiles, run) => run.Terminate = dies(on, tiles),
        });

    static (List<string> Given, List<string> Kept) Listen(Segmenter segmenter)
    {
        var (given, kept) = (new List<string>(), new List<string>());
        segmenter.GaveUp += (name, problem) => given.Add($"{name}: {problem}");
        segmenter.FailedOnImage += (name, problem) => kept.Add($"{name}: {problem}");
        return (given, kept);
    }

    static SegmentationResult Segment(Segmenter segmenter, GreyImage image) => segmenter.Segment(image, Packages.Whole(image), Rectus);

    // Stands for an image that is too large for the device: what its runs are known by is that nothing changes along their middle row.
    static GreyImage Flat(byte grey)
    {
        var image = new GreyImage(96, 64);
        Array.Fill(image.Pixels, grey);
        return image;
    }

    static bool FlatOnGpu(InferenceProvider on, IReadOnlyList<Tile> tiles) => on != InferenceProvider.Cpu && tiles.Any(IsFlat);

    static bool IsFlat(Tile tile)
    {
        var row = tile.Input.AsSpan(tile.Height / 2 * tile.Width, tile.Width);
        return row.IndexOfAnyExcept(row[0]) < 0;
    }
}
