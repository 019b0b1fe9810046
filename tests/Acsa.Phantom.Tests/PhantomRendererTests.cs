using System.Security.Cryptography;
using Acsa.Imaging;

namespace Acsa.Phantom.Tests;

public sealed class PhantomRendererTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void The_same_seed_gives_the_same_pixels(int index)
    {
        var first = PhantomRenderer.Render(PhantomRecipe.Draw(42, index));
        var second = PhantomRenderer.Render(PhantomRecipe.Draw(42, index));
        Assert.Equal(first.Screen.Pixels, second.Screen.Pixels);
        Assert.Equal(first.Truth.Pixels, second.Truth.Pixels);
        Assert.NotEqual(first.Screen.Pixels, PhantomRenderer.Render(PhantomRecipe.Draw(43, index)).Screen.Pixels);
    }

    // Written down on x64 with and without vector instructions. A change here means that every set of phantoms changes: say so.
    [Theory]
    [InlineData(0, "0A914F2B23373C0EED55C2E7D239033C9C0E4D4A8DF96D7ADB8E544562E74A0D")]
    [InlineData(2, "D20791CCA6CB9C50DF9422A1F58697A7650A4D531836F714F3EF91C969DFBE04")]
    public void The_pixels_are_those_of_every_other_machine(int index, string hash) =>
        Assert.Equal(hash, Hash(PhantomRenderer.Render(PhantomRecipe.Draw(42, index)).Screen.Pixels));

    [Fact]
    public void Truth_is_one_piece_inside_the_region_and_its_figures_follow_from_it()
    {
        for (var index = 0; index < 10; index++)
        {
            var phantom = PhantomRenderer.Render(PhantomRecipe.Draw(5, index));
            long sum = 0;
            var count = 0;
            for (var y = 0; y < phantom.Truth.Height; y++)
                for (var x = 0; x < phantom.Truth.Width; x++)
                {
                    if (!phantom.Truth[x, y]) continue;
                    Assert.True(phantom.Region.Contains(new PixelRectangle(x, y, x, y)),
                        $"seed 5, index {index}: ({x}, {y}) is outside the region");
                    sum += phantom.Screen[x, y];
                    count++;
                }
            Assert.Equal(count * phantom.PixelSize.XCm * phantom.PixelSize.YCm, phantom.AreaCm2, 9);
            Assert.Equal((double)sum / count, phantom.MeanGrey, 9);
            Assert.True(Pieces(phantom.Truth) == 1, $"seed 5, index {index}: the muscle is in pieces");
        }
    }

    [Fact]
    public void The_distribution_is_that_of_thighs_and_wide()
    {
        var grades = new List<double>[4];
        for (var i = 0; i < 4; i++) grades[i] = [];
        var seen = new HashSet<(PhantomStructure, PhantomGeometry)>();
        for (var index = 0; index < 40; index++)
        {
            var recipe = PhantomRecipe.Draw(77, index);
            var phantom = PhantomRenderer.Render(recipe);
            seen.Add((recipe.Structure, recipe.Geometry));
            grades[recipe.Grade - 1].Add(phantom.MeanGrey);
            Assert.InRange(phantom.AreaCm2, 0.8, 45);
            Assert.InRange(phantom.PixelSize.XCm, 0.003, 0.05);
        }
        Assert.True(seen.Count >= 5, "a kind of picture is missing");
        for (var i = 1; i < 4; i++)
            Assert.True(grades[i].Average() > grades[i - 1].Average(), $"grade {i + 1} is no brighter than grade {i}");
    }

    [Fact]
    public void Colour_screens_are_grey_where_the_echoes_are()
    {
        var index = 0;
        while (!PhantomRecipe.Draw(3, index).Colour) index++;
        var phantom = PhantomRenderer.Render(PhantomRecipe.Draw(3, index));
        for (var i = 0; i < phantom.Truth.Pixels.Length; i++)
            if (phantom.Truth.Pixels[i] != 0)
                Assert.Equal((phantom.Screen.Pixels[i], phantom.Screen.Pixels[i]),
                    (phantom.Colour!.Pixels[3 * i], phantom.Colour.Pixels[3 * i + 2]));
    }

    [Fact]
    public void A_longitudinal_cut_has_nothing_to_measure()
    {
        var recipe = PhantomRecipe.Draw(3, 1);
        var phantom = PhantomRenderer.Render(recipe with { Longitudinal = true });
        Assert.Equal((0, 0.0), (phantom.AreaCm2, phantom.MeanGrey));
        Assert.NotEqual(PhantomRenderer.Render(recipe).Screen.Pixels, phantom.Screen.Pixels);
    }

    [Fact]
    public void Frames_of_a_loop_differ_a_little_and_keep_the_area()
    {
        var index = 0;
        while (PhantomRecipe.Draw(3, index).Frames == 1) index++;
        var recipe = PhantomRecipe.Draw(3, index);
        var first = PhantomRenderer.Render(recipe, 1);
        var last = PhantomRenderer.Render(recipe, recipe.Frames);
        Assert.NotEqual(first.Screen.Pixels, last.Screen.Pixels);
        Assert.InRange(last.AreaCm2 / first.AreaCm2, 0.98, 1.02);
        Assert.Equal(first.Region, last.Region);
        Assert.Throws<ArgumentOutOfRangeException>(() => PhantomRenderer.Render(recipe, recipe.Frames + 1));
    }

    internal static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    private static int Pieces(Mask mask)
    {
        var left = (byte[])mask.Pixels.Clone();
        var pieces = 0;
        var queue = new Stack<int>();
        for (var start = 0; start < left.Length; start++)
        {
            if (left[start] == 0) continue;
            pieces++;
            queue.Push(start);
            left[start] = 0;
            while (queue.TryPop(out var at))
                for (var dy = -1; dy <= 1; dy++)
                    for (var dx = -1; dx <= 1; dx++)
                    {
                        var next = at + dy * mask.Width + dx;
                        if (next < 0 || next >= left.Length || left[next] == 0) continue;
                        left[next] = 0;
                        queue.Push(next);
                    }
        }
        return pieces;
    }
}
