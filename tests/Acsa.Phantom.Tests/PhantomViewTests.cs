using Acsa.Imaging;

namespace Acsa.Phantom.Tests;

public sealed class PhantomViewTests
{
    [Fact]
    public void A_cut_muscle_reaches_the_border_of_the_field_and_has_lost_area()
    {
        for (var index = 0; index < 12; index++)
        {
            var recipe = PhantomRecipe.Draw(21, index, PhantomView.Cut);
            Assert.NotEqual(PhantomCut.None, recipe.Cut);
            var phantom = PhantomRenderer.Render(recipe);
            Assert.True(phantom.Truth.CountInside() > 0, $"seed 21, index {index}: nothing of the muscle is left");
            Assert.True(TouchesTheField(phantom), $"seed 21, index {index}, cut {recipe.Cut}: the muscle ends inside the field");
        }
    }

    [Fact]
    public void Along_the_fibres_there_is_nothing_to_measure()
    {
        for (var index = 0; index < 6; index++)
        {
            var recipe = PhantomRecipe.Draw(22, index, PhantomView.Longitudinal);
            Assert.NotEqual(PhantomGeometry.Panoramic, recipe.Geometry);
            var phantom = PhantomRenderer.Render(recipe);
            Assert.Equal((0, 0.0), (phantom.Truth.CountInside(), phantom.AreaCm2));
        }
    }

    [Fact]
    public void Half_of_the_muscles_have_the_shape_of_a_real_section()
    {
        var measured = 0;
        for (var index = 0; index < 200; index++) if (PhantomRecipe.Draw(23, index).MeasuredShape) measured++;
        Assert.InRange(measured, 75, 125);
    }

    [Fact]
    public void A_real_section_fills_the_measures_drawn_for_it()
    {
        for (var index = 0; index < 10; index++)
        {
            var recipe = PhantomRecipe.Draw(24, index) with { MeasuredShape = true };
            var size = ThighDimensions.Draw(recipe);
            var outline = ThighAnatomyBuilder.Build(recipe, size).Target;
            Assert.InRange(outline.Max(p => p.A) - outline.Min(p => p.A), 0.85 * size.TargetWidth, 1.35 * size.TargetWidth);
            Assert.All(outline, p => Assert.True(p.B > 0, $"seed 24, index {index}: a point above the skin"));
        }
    }

    [Fact]
    public void A_mixed_set_holds_every_kind()
    {
        var recipes = Enumerable.Range(0, 12).Select(i => PhantomRecipe.Draw(25, i, PhantomView.Mixed)).ToArray();
        Assert.Equal((2, 2, 2), (recipes.Count(r => r.Longitudinal), recipes.Count(r => r.Cut != PhantomCut.None),
            recipes.Count(r => r.Extreme)));
    }

    private static bool TouchesTheField(PhantomImage phantom)
    {
        // The field's border: inside the muscle, a step from a place that the scanner leaves black.
        var (mask, region) = (phantom.Truth, phantom.Region);
        for (var y = region.Top; y <= region.Bottom; y++)
            for (var x = region.Left; x <= region.Right; x++)
                if (mask[x, y] && (x <= region.Left + 1 || x >= region.Right - 1 || y >= region.Bottom - 1
                    || Black(phantom.Screen, x - 4, y) || Black(phantom.Screen, x + 4, y) || Black(phantom.Screen, x, y + 4)))
                    return true;
        return false;
    }

    private static bool Black(GreyImage image, int x, int y)
    {
        for (var dy = -2; dy <= 2; dy++)
            for (var dx = -2; dx <= 2; dx++)
                if (x + dx >= 0 && y + dy >= 0 && x + dx < image.Width && y + dy < image.Height && image[x + dx, y + dy] > 2) return false;
        return true;
    }
}
