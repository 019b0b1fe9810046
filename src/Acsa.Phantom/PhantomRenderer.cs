using Acsa.Imaging;

namespace Acsa.Phantom;

/// <summary>Turns recipes into pictures.</summary>
public static class PhantomRenderer
{
    /// <summary>Renders frame <paramref name="frame"/> (1-based) of a recipe: the same pixels every time and on every platform.</summary>
    public static PhantomImage Render(PhantomRecipe recipe, int frame = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frame, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frame, recipe.Frames);
        var size = ThighDimensions.Draw(recipe);
        var anatomy = ThighAnatomyBuilder.Build(recipe, size);
        if (frame > 1) Slide(anatomy, frame);
        var scanner = ScannerSettings.Draw(recipe, size.Geometry.Depth);
        var field = EchoField.Simulate(recipe, size, anatomy, scanner, frame);
        var layout = ScreenLayout.Draw(recipe, size.Geometry);
        var (values, inside) = ScanConversion.Convert(field, size.Geometry, layout, scanner);
        var truth = ScanConversion.Truth(anatomy, size.Geometry, layout, inside);
        var (screen, colour) = ScannerScreen.Compose(recipe, layout, values, inside);
        return new(screen, colour, truth, layout.Region, new(layout.PixelX, layout.PixelY));
    }

    /// <summary>A cine loop: the probe wanders by a fraction of a millimetre.</summary>
    private static void Slide(ThighAnatomy anatomy, int frame)
    {
        double a = 0.03 * PortableMath.Sin(1.1 * (frame - 1)), b = 0.012 * PortableMath.Sin(0.7 * (frame - 1));
        (double, double) Moved((double A, double B) p) => (p.A + a, p.B + b);
        for (var i = 0; i < anatomy.Patches.Count; i++)
            anatomy.Patches[i] = anatomy.Patches[i] with { Outline = Array.ConvertAll(anatomy.Patches[i].Outline, Moved) };
        for (var i = 0; i < anatomy.Lines.Count; i++)
            anatomy.Lines[i] = anatomy.Lines[i] with { Points = Array.ConvertAll(anatomy.Lines[i].Points, Moved) };
        anatomy.Target = Array.ConvertAll(anatomy.Target, Moved);
    }
}
