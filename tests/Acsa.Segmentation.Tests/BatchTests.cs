using System.Text.Json.Nodes;

namespace Acsa.Segmentation.Tests;

/// <summary>Callers that come together share runs of the model, and each gets what it would have got alone.</summary>
public sealed class BatchTests
{
    const string Rectus = "rectus-femoris";

    static readonly string[] Names = ["odd.png", "tall.png", "wide.png"];

    static Segmenter Open(string package, SegmenterOptions options) =>
        Segmenter.Open(ModelPackage.Load(Packages.Folder(package)), ExecutionProviderPolicy.CpuOnly, options);

    [Fact]
    public void An_image_its_mirror_image_and_their_reflections_are_one_run()
    {
        using var segmenter = Open("flips", new(1) { MaxBatchOnCpu = 8 });
        var image = Packages.Image("odd.png");
        segmenter.Segment(image, Packages.Whole(image), Rectus);
        Assert.Equal(new BatchCount(1, 4), segmenter.Runs);
    }

    [Fact]
    public void A_model_of_a_fixed_batch_size_takes_them_one_by_one()
    {
        using var copy = new Packages.Copy("unet").Change(manifest => manifest["certainty"] = new JsonObject { ["mirror"] = true });
        using var segmenter = Segmenter.Open(ModelPackage.Load(copy.Folder), ExecutionProviderPolicy.CpuOnly, new(1) { MaxBatchOnCpu = 8 });
        var image = Packages.Image("odd.png");
        segmenter.Segment(image, Packages.Whole(image), Rectus);
        Assert.Equal(new BatchCount(2, 2), segmenter.Runs);
    }

    [Theory]
    [InlineData("flips", 8, 64), InlineData("flips", 1, 64), InlineData("flips", 3, 2), InlineData("window", 8, 64),
        InlineData("unet", 8, 64)]
    public async Task Many_callers_get_the_values_they_get_alone(string package, int maxBatch, int maxQueue)
    {
        using var segmenter =
            Open(package, new(2) { MaxBatchOnCpu = maxBatch, MaxQueue = maxQueue, MaxWait = TimeSpan.FromMilliseconds(50) });
        var images = Names.Select(Packages.Image).ToArray();
        var alone = images.Select(image => segmenter.Segment(image, Packages.Whole(image), Rectus)).ToArray();
        var before = segmenter.Runs;
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Factory.StartNew(() =>
        {
            for (var round = 0; round < 4; round++)
            {
                // Twelve callers with one image are a batch; with three sizes they are at least in the right order.
                var which = round < 2 ? round : i % 3;
                var result = segmenter.Segment(images[which], Packages.Whole(images[which]), Rectus);
                Assert.Equal(alone[which].Probabilities, result.Probabilities);
                Assert.Equal(alone[which].Mask.Pixels, result.Mask.Pixels);
            }
        }, TaskCreationOptions.LongRunning)));
        var (batches, tiles) = (segmenter.Runs.Batches - before.Batches, segmenter.Runs.Tiles - before.Tiles);
        if (maxBatch == 1 || package == "unet") Assert.Equal(tiles, batches);
        else Assert.True(batches < tiles, $"{tiles} inputs in {batches} runs");
    }

    [Fact]
    public async Task One_that_gives_up_does_not_take_the_others_with_it()
    {
        using var segmenter = Open("flips", new(1) { MaxBatchOnCpu = 8, MaxWait = TimeSpan.FromMilliseconds(20) });
        var image = Packages.Image("wide.png");
        var alone = segmenter.Segment(image, Packages.Whole(image), Rectus);
        using var given = new CancellationTokenSource();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Factory.StartNew(() =>
        {
            for (var round = 0; round < 5; round++)
            {
                try
                {
                    var result = segmenter.Segment(image, Packages.Whole(image), Rectus, i % 2 == 0 ? given.Token : default);
                    Assert.Equal(alone.Mask.Pixels, result.Mask.Pixels);
                }
                catch (OperationCanceledException) when (i % 2 == 0)
                {
                    return;
                }

                if (i == 1 && round == 1) given.Cancel();
            }
        }, TaskCreationOptions.LongRunning)));
        Assert.ThrowsAny<OperationCanceledException>(() => segmenter.Segment(image, Packages.Whole(image), Rectus, given.Token));
        Assert.Equal(alone.Mask.Pixels, segmenter.Segment(image, Packages.Whole(image), Rectus).Mask.Pixels);
    }

    [Fact]
    public void Windows_begin_and_end_with_the_image_and_no_step_is_longer_than_asked()
    {
        Assert.Equal([0], WindowGrid.Starts(40, 40, 0.5));
        Assert.Equal([0], WindowGrid.Starts(7, 40, 0.5));
        // nnU-Net's own example: 110 pixels, a window of 64, steps of half of it.
        Assert.Equal([0, 23, 46], WindowGrid.Starts(110, 64, 0.5));
        foreach (var (length, window, step) in new[] { (41, 40, 0.5), (1000, 64, 0.3), (512, 192, 1.0) })
        {
            var starts = WindowGrid.Starts(length, window, step);
            Assert.Equal((0, length - window), (starts[0], starts[^1]));
            for (var i = 1; i < starts.Length; i++) Assert.InRange(starts[i] - starts[i - 1], 1, Math.Ceiling(window * step));
        }
    }

    [Fact]
    public void However_many_windows_an_image_has_few_are_in_memory_at_a_time()
    {
        var manifest = ModelPackage.Load(Packages.Folder("window")).Manifest;
        var frame = new FrameRun(manifest, new GreyImage(400, 300), new TilePool(manifest));
        var tiles = 0;
        while (!frame.IsPrepared)
        {
            var next = frame.Next().Count;
            Assert.InRange(next, 1, Limits.TilesAtOnce);
            tiles += next;
            frame.Take();
        }

        // 19 × 12 windows of 40 × 48 by half, and three reflections of each.
        Assert.Equal(19 * 12 * 4, tiles);
        Assert.Empty(frame.Next());
    }

    [Fact]
    public void Several_structures_of_an_image_are_one_run()
    {
        using var segmenter = Open("pointwise", new(1));
        var image = Packages.Image("odd.png");
        string[] both = ["vastus-lateralis", Rectus];
        var alone = both.Select(structure => segmenter.Segment(image, Packages.Whole(image), structure)).ToArray();
        var before = segmenter.Runs.Tiles;
        var together = segmenter.Segment(image, Packages.Whole(image), both);
        Assert.Equal(before + 1, segmenter.Runs.Tiles);
        Assert.Equal(both, together.Select(result => result.Structure));
        foreach (var (one, other) in alone.Zip(together))
        {
            Assert.Equal(one.Mask.Pixels, other.Mask.Pixels);
            Assert.Equal(one.Probabilities, other.Probabilities);
        }
    }

    [Fact]
    public void An_output_beyond_the_limit_is_refused_before_memory_is_taken()
    {
        var manifest = ModelPackage.Load(Packages.Folder("window")).Manifest;
        var many = manifest with { Output = manifest.Output with { Classes = [.. Enumerable.Range(0, 200).Select(i => $"class-{i}")] } };
        Assert.Contains("values of output", Assert.Throws<ArgumentException>(
            () => new FrameRun(many, new GreyImage(1000, 1000), new TilePool(many))).Message);
    }

    [Fact]
    public void An_image_of_more_windows_than_the_limit_is_refused()
    {
        using var segmenter = Open("window", new(1));
        var image = new GreyImage(2000, 2000);
        Assert.Contains("more than 4096",
            Assert.Throws<ArgumentException>(() => segmenter.Segment(image, Packages.Whole(image), Rectus)).Message);
        var small = Packages.Image("odd.png");
        Assert.NotEqual(0, segmenter.Segment(small, Packages.Whole(small), Rectus).Mask.CountInside());
    }

    [Fact]
    public void A_mean_with_the_mirror_image_cannot_be_doubted_by_the_mirror_image()
    {
        using var copy = new Packages.Copy("flips").Change(manifest => manifest["input"]!["flips"] = new JsonArray("horizontal"));
        Assert.Contains("$.certainty.mirror is true, expected false where $.input.flips has",
            Assert.Throws<ModelPackageException>(() => ModelPackage.Load(copy.Folder)).Message);
    }
}
