using System.Text.Json.Nodes;

namespace Acsa.Segmentation.Tests;

public sealed class SegmenterTests
{
    const string Rectus = "rectus-femoris";
    const string Vastus = "vastus-lateralis";

    // Grey 140 (vastus) in a frame of black; a block of 200 (rectus) in it.
    static GreyImage Squares()
    {
        var image = new GreyImage(64, 48);
        for (var y = 8; y < 40; y++)
            for (var x = 8; x < 56; x++) image[x, y] = y is >= 16 and < 24 && x is >= 16 and < 24 ? (byte)200 : (byte)140;
        return image;
    }

    [Fact]
    public void Result_says_which_model_and_provider_made_it()
    {
        using var segmenter = Packages.Open("pointwise");
        var image = Squares();
        var result = segmenter.Segment(image, Packages.Whole(image), Vastus);
        Assert.Equal(("pointwise", "1.0.0", segmenter.Package.Sha256), (result.ModelId, result.ModelVersion, result.ModelSha256));
        Assert.Equal("CPUExecutionProvider", result.Provider);
        Assert.True(result.InferenceTime > TimeSpan.Zero);
    }

    [Fact]
    public void Largest_piece_is_kept_and_its_holes_filled()
    {
        using var segmenter = Packages.Open("pointwise");
        var image = Squares();
        image[2, 2] = 140;
        var result = segmenter.Segment(image, Packages.Whole(image), Vastus);
        // 48 × 32 with the rectus block filled, without the speck.
        Assert.Equal(48 * 32, result.Mask.CountInside());
        Assert.Equal((48 * 32 - 64) / (48.0 * 32 - 64 + 1), result.LargestPieceShare!.Value, 1e-9);
    }

    [Theory]
    [InlineData("largest-filled", 1, 1)]
    // An erosion by three pixels cuts the bridge: of 54 × 34 and 34 × 34 pixels, less their corners, the larger piece is kept.
    [InlineData("marzola-2021", 0.62, 0.42)]
    public void Pieces_that_the_clean_up_itself_cuts_apart_and_discards_are_counted(string chain, double piece, double kept)
    {
        var result = WithChain(chain, image =>
        {
            Fill(image, 4, 4, 60, 40);
            Fill(image, 104, 4, 40, 40);
            Fill(image, 64, 22, 40, 4);
        });
        Assert.Equal(piece, result.LargestPieceShare!.Value, 0.02);
        Assert.Equal(kept, result.KeptShare!.Value, 0.02);
    }

    [Theory]
    [InlineData("largest-filled", 1), InlineData("deepacsa-0.3", 1.04), InlineData("marzola-2021", 0.67)]
    public void What_the_clean_up_leaves_of_one_piece_is_counted(string chain, double kept)
    {
        var result = WithChain(chain, image => Fill(image, 60, 20, 40, 40));
        Assert.Equal(1, result.LargestPieceShare);
        Assert.Equal(kept, result.KeptShare!.Value, 0.05);
    }

    // Of a model that does not scale: white is muscle, black is not.
    static SegmentationResult WithChain(string chain, Action<GreyImage> draw)
    {
        using var copy = new Packages.Copy("ensemble")
            .Change(manifest => manifest["postProcessing"] = new JsonObject { ["chain"] = chain });
        using var segmenter = Segmenter.Open(ModelPackage.Load(copy.Folder), ExecutionProviderPolicy.CpuOnly);
        var image = new GreyImage(160, 80);
        draw(image);
        return segmenter.Segment(image, Packages.Whole(image), Vastus);
    }

    static void Fill(GreyImage image, int left, int top, int width, int height)
    {
        for (var y = top; y < top + height; y++) image.Pixels.AsSpan(y * image.Width + left, width).Fill(255);
    }

    [Fact]
    public void A_filled_hole_lowers_the_certainty()
    {
        using var segmenter = Packages.Open("pointwise");
        var image = Squares();
        var result = segmenter.Segment(image, Packages.Whole(image), Vastus);
        // Softmax of (0, 60 v − 30, 20 v − 6) at v = 140/255, and nothing for the 64 pixels of the hole.
        var v = 140 / 255.0;
        var powers = new[] { 1, Math.Exp(60 * v - 30), Math.Exp(20 * v - 6) };
        var p = powers[2] / powers.Sum();
        Assert.Equal((2 * p - 1) * (48 * 32 - 64) / (48 * 32), result.Certainty!.Value, 1e-5);
        Assert.Equal(1, segmenter.Segment(image, Packages.Whole(image), Rectus).Certainty!.Value, 1e-2);
    }

    [Fact]
    public void The_models_own_judgement_is_the_mean_of_its_members_and_the_less_favourable_of_image_and_mirror_image()
    {
        // "Right" is the mean of the left half of 64 × 48, "whole" that of the input; a second member says half of that.
        var image = new GreyImage(64, 48);
        for (var y = 0; y < 48; y++) image.Pixels.AsSpan(y * 64, 32).Fill(204);
        for (var y = 0; y < 48; y++) image.Pixels.AsSpan(y * 64 + 32, 32).Fill(51);
        using var copy = new Packages.Copy("judging");
        var package = ModelPackage.Load(copy.Change(manifest => manifest.Remove("certainty")).Folder);
        using var plain = Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly);
        using var mirroring = Packages.Open("judging");
        var asSeen = plain.Segment(image, Packages.Whole(image), Rectus).Judgement!.Value;
        Assert.Equal(0.8 * 0.75, asSeen.Right, 1e-5);
        Assert.Equal(0.5 * 0.75, asSeen.Whole, 1e-5);
        // In the mirror image the dark half is on the left.
        var least = mirroring.Segment(image, Packages.Whole(image), Rectus).Judgement!.Value;
        Assert.Equal(0.2 * 0.75, least.Right, 1e-5);
        Assert.Equal(0.5 * 0.75, least.Whole, 1e-5);
        using var silent = Packages.Open("pointwise");
        Assert.Null(silent.Segment(image, Packages.Whole(image), Rectus).Judgement);
    }

    [Fact]
    public void A_judgement_outside_0_to_1_is_an_error_and_not_taken_for_a_good_one()
    {
        // This model judges by mean grey values. By their z-score the dark half is under 0, as logits would be, and a plain image 0.
        using var copy = new Packages.Copy("judging");
        var package = ModelPackage.Load(copy.Change(manifest => manifest["input"]!["scaling"] = "zscore").Folder);
        using var segmenter = Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly);
        var image = new GreyImage(64, 48);
        for (var y = 0; y < 48; y++) image.Pixels.AsSpan(y * 64, 32).Fill(204);
        var error = Assert.Throws<InferenceException>(() => segmenter.Segment(image, Packages.Whole(image), Rectus));
        Assert.Matches(@"^The model judging judges its outline by -[0-9.]+, expected 0 to 1 \(output ""judgement""\)\.$", error.Message);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public void A_model_that_judges_so_of_any_image_is_not_opened()
    {
        // Scaled to −1 to 1 a black image has a mean of −1.
        using var copy = new Packages.Copy("judging");
        var package = ModelPackage.Load(copy.Change(manifest => manifest["input"]!["scaling"] = "symmetric").Folder);
        var error = Assert.Throws<ModelPackageException>(() => Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly));
        Assert.Contains("the model does not run: The model judging judges its outline by -1, expected 0 to 1", error.Message);
    }

    [Fact]
    public void Each_image_of_a_batch_gets_its_own_judgement()
    {
        using var segmenter = Packages.Open("judging");
        var judged = new double[12];
        Parallel.For(0, judged.Length, new ParallelOptions { MaxDegreeOfParallelism = judged.Length }, i =>
        {
            var image = new GreyImage(64, 48);
            image.Pixels.AsSpan().Fill((byte)(140 + 5 * i));
            judged[i] = segmenter.Segment(image, Packages.Whole(image), Rectus).Judgement!.Value.Whole;
        });
        for (var i = 0; i < judged.Length; i++) Assert.Equal((140 + 5 * i) / 255.0 * 0.75, judged[i], 1e-5);
    }

    [Fact]
    public void Alternatives_lie_where_the_mask_does_and_the_mirror_image_is_run_where_the_manifest_asks()
    {
        using var copy = new Packages.Copy("pointwise");
        var package = ModelPackage.Load(copy.Change(manifest => manifest["certainty"] = new JsonObject { ["mirror"] = true }).Folder);
        using var mirroring = Segmenter.Open(package, ExecutionProviderPolicy.CpuOnly);
        using var plain = Packages.Open("pointwise");
        // The model looks at single pixels: image and mirror image have the same outline, left of the middle as the image has it.
        var image = Squares();
        for (var y = 8; y < 40; y++) image.Pixels.AsSpan(y * 64 + 40, 16).Clear();
        var area = Packages.Whole(image);
        var result = mirroring.Segment(image, area, Vastus);
        Assert.Equal(32 * 32, result.Mask.CountInside());
        Assert.Equal(result.Mask.Pixels, result.Alternatives!.Mirror!.Pixels);
        Assert.True(result.Alternatives.Inner.CountInside() <= result.Alternatives.Outer.CountInside());
        Assert.Equal((64, 48), (result.Alternatives.Outer.Width, result.Alternatives.Outer.Height));
        Assert.Null(plain.Segment(image, area, Vastus).Alternatives!.Mirror);
        Assert.Null(mirroring.Segment(new GreyImage(64, 48), area, Vastus).Alternatives);
    }

    [Fact]
    public void Nothing_found_is_no_certainty_and_not_certainty_zero()
    {
        using var segmenter = Packages.Open("pointwise");
        var image = new GreyImage(50, 50);
        var result = segmenter.Segment(image, Packages.Whole(image), Vastus);
        Assert.Equal(0, result.Mask.CountInside());
        Assert.Null(result.Certainty);
        Assert.Null(result.LargestPieceShare);
        Assert.Null(result.Probabilities.MeanInside);
        Assert.NotNull(result.Probabilities.MeanOutside);
    }

    [Fact]
    public void Mask_lies_in_the_grid_of_the_whole_image()
    {
        using var segmenter = Packages.Open("pointwise");
        var image = new GreyImage(200, 150);
        var squares = Squares();
        for (var y = 0; y < 48; y++)
            for (var x = 0; x < 64; x++) image[x + 101, y + 77] = squares[x, y];
        var result = segmenter.Segment(image, new PixelRectangle(101, 77, 164, 124), Vastus);
        Assert.Equal((200, 150), (result.Mask.Width, result.Mask.Height));
        Assert.Equal(new PixelRectangle(109, 85, 156, 116), result.Mask.BoundingBox());
    }

    [Fact]
    public void A_model_that_sees_the_whole_image_still_reports_inside_the_area_only()
    {
        using var segmenter = Packages.Open("nhwc");
        var image = new GreyImage(70, 50, [.. Enumerable.Repeat((byte)255, 3500)]);
        var area = new PixelRectangle(5, 6, 30, 40);
        var result = segmenter.Segment(image, area, Rectus);
        Assert.Equal(area, result.Mask.BoundingBox());
        Assert.Equal(area.Width * area.Height, result.Mask.CountInside());
    }

    [Fact]
    public void Best_is_the_structure_with_the_largest_mask()
    {
        using var segmenter = Packages.Open("pointwise");
        var image = Squares();
        string[] both = [Rectus, Vastus];
        Assert.Equal(Vastus, segmenter.SegmentBest(image, Packages.Whole(image), both).Structure);
        Assert.Equal(Rectus, segmenter.SegmentBest(image, Packages.Whole(image), [Rectus]).Structure);
        Assert.Equal(Rectus, segmenter.SegmentBest(image, new PixelRectangle(16, 16, 23, 23), both).Structure);
        Assert.Equal(Rectus, segmenter.SegmentBest(new GreyImage(9, 9), new PixelRectangle(0, 0, 8, 8), both).Structure);
    }

    [Theory]
    [InlineData("background", "stated", "vastus-lateralis")]
    [InlineData("background", "vastus-lateralis", "stated")]
    [InlineData("stated", "vastus-lateralis", "other")]
    public void A_structure_with_a_class_of_its_own_is_never_taken_from_the_stated_one(params string[] classes)
    {
        using var copy = new Packages.Copy("pointwise").Change(manifest =>
        {
            manifest["output"]!["classes"] = new JsonArray([.. classes.Select(name => (JsonNode)name)]);
            manifest["postProcessing"] = new JsonObject { ["chain"] = "none" };
        });
        using var segmenter = Segmenter.Open(ModelPackage.Load(copy.Folder), ExecutionProviderPolicy.CpuOnly);
        // The model's classes are black, bright and grey.
        var image = Squares();
        var levels = new byte[] { 0, 200, 140 };
        var results = segmenter.Segment(image, Packages.Whole(image), [Rectus, Vastus]);
        Assert.Equal(PixelsOf(levels[Array.IndexOf(classes, "stated")]), results[0].Mask.Pixels);
        Assert.Equal(PixelsOf(levels[Array.IndexOf(classes, Vastus)]), results[1].Mask.Pixels);

        IEnumerable<byte> PixelsOf(byte level) => image.Pixels.Select(pixel => pixel == level ? (byte)1 : (byte)0);
    }

    [Fact]
    public void A_stated_class_stands_for_whichever_structure_the_image_states()
    {
        using var copy = new Packages.Copy("pointwise").Change(manifest =>
            manifest["output"]!["classes"] = new System.Text.Json.Nodes.JsonArray("background", "other", "stated"));
        using var segmenter = Segmenter.Open(ModelPackage.Load(copy.Folder), ExecutionProviderPolicy.CpuOnly, new SegmenterOptions(1));
        using var telling = Packages.Open("pointwise");
        var image = Squares();
        var expected = telling.Segment(image, Packages.Whole(image), Vastus).Mask.Pixels;
        foreach (var structure in new[] { Rectus, Vastus })
        {
            var result = segmenter.Segment(image, Packages.Whole(image), structure);
            Assert.Equal(structure, result.Structure);
            Assert.Equal(expected, result.Mask.Pixels);
        }
        Assert.False(segmenter.Package.Manifest.TellsStructures);
        Assert.Throws<InvalidOperationException>(() => segmenter.SegmentBest(image, Packages.Whole(image), [Rectus]));
    }

    [Fact]
    public void Same_image_gives_the_same_values_from_many_threads()
    {
        using var segmenter = Packages.Open("unet");
        var images = new[] { "odd.png", "tall.png", "wide.png" }.Select(Packages.Image).ToArray();
        var expected = images.Select(image => segmenter.Segment(image, Packages.Whole(image), Rectus)).ToArray();
        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i =>
        {
            var image = images[i % 3];
            var result = segmenter.Segment(image, Packages.Whole(image), Rectus);
            Assert.Equal(expected[i % 3].Probabilities, result.Probabilities);
            Assert.Equal(expected[i % 3].Mask.Pixels, result.Mask.Pixels);
        });
    }

    [Fact]
    public void Images_of_changing_size_share_a_model_that_takes_any_size()
    {
        using var segmenter = Packages.Open("ensemble");
        foreach (var name in new[] { "odd.png", "tall.png", "odd.png", "wide.png" })
        {
            var image = Packages.Image(name);
            Assert.NotEqual(0, segmenter.Segment(image, Packages.Whole(image), Vastus).Mask.CountInside());
        }
    }

    [Fact]
    public void Wrong_questions_are_refused()
    {
        using var segmenter = Packages.Open("pointwise");
        var image = new GreyImage(20, 10);
        Assert.Contains("biceps-brachii",
            Assert.Throws<ArgumentException>(() => segmenter.Segment(image, Packages.Whole(image), "biceps-brachii")).Message);
        Assert.Throws<ArgumentException>(() => segmenter.Segment(image, Packages.Whole(image), "background"));
        foreach (var area in new[] { new PixelRectangle(0, 0, 20, 9), new PixelRectangle(-1, 0, 5, 5), new PixelRectangle(5, 5, 4, 9) })
            Assert.Throws<ArgumentException>(() => segmenter.Segment(image, area, Vastus));
    }

    [Fact]
    public void A_crop_beyond_the_limit_is_refused_before_memory_is_taken()
    {
        using var segmenter = Packages.Open("ensemble");
        // Padded to 8 rows it has 24 million pixels.
        var image = new GreyImage(3_000_000, 1);
        Assert.Throws<ArgumentException>(() => segmenter.Segment(image, Packages.Whole(image), Vastus));
    }

    [Fact]
    public void Cancelled_before_it_begins_is_cancelled()
    {
        using var segmenter = Packages.Open("unet");
        var image = Packages.Image("odd.png");
        Assert.ThrowsAny<OperationCanceledException>(() =>
            segmenter.Segment(image, Packages.Whole(image), Rectus, new CancellationToken(true)));
        Assert.NotEqual(0, segmenter.Segment(image, Packages.Whole(image), Rectus).Mask.CountInside());
    }

    [Fact]
    public void A_disposed_segmenter_says_so()
    {
        var segmenter = Packages.Open("pointwise");
        segmenter.Dispose();
        segmenter.Dispose();
        Assert.Throws<ObjectDisposedException>(() => segmenter.Segment(new GreyImage(9, 9), new PixelRectangle(0, 0, 8, 8), Vastus));
    }

    [Fact]
    public void Golden_case_passes_and_fails_by_its_dice()
    {
        using (var segmenter = Packages.Open("unet"))
        {
            var golden = GoldenCheck.Run(segmenter)!;
            Assert.True(golden.Passed);
            Assert.True(golden.Dice > 0.9999);
        }

        using var copy = new Packages.Copy("unet");
        using var changed = Segmenter.Open(ModelPackage.Load(copy.Folder), ExecutionProviderPolicy.CpuOnly);
        PngWriter.Write(copy.PathOf("golden-mask.png"), new Mask(133, 97));
        var failed = GoldenCheck.Run(changed)!;
        Assert.Equal((0.0, false), (failed.Dice, failed.Passed));
    }

    [Fact]
    public void A_package_without_golden_case_has_no_verdict()
    {
        using var segmenter = Packages.Open("pointwise");
        Assert.Null(GoldenCheck.Run(segmenter));
    }
}
