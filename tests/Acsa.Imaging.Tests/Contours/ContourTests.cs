namespace Acsa.Imaging.Tests.Contours;

public sealed class ContourTests
{
    [Fact]
    public void One_pixel_has_its_four_corners()
    {
        var mask = new Mask(3, 3);
        mask[1, 1] = true;
        Assert.Equal([new(1, 1), new(2, 1), new(2, 2), new(1, 2)], mask.OuterBoundary()!.Points);
        Assert.Equal(5, mask.OuterBoundary()!.Closed().Count);
    }

    [Fact]
    public void Pixels_that_share_a_corner_are_one_or_two_outlines()
    {
        var mask = new Mask(4, 4);
        mask[1, 1] = mask[2, 2] = true;
        Assert.Single(mask.OuterBoundaries());
        Assert.Equal(2, mask.OuterBoundaries(Connectivity.Four).Count);
        Assert.Equal(2, mask.OuterBoundary()!.Area);
    }

    [Theory, InlineData(Connectivity.Four), InlineData(Connectivity.Eight)]
    public void Filled_boundaries_are_the_pieces_with_their_holes_filled(Connectivity connectivity)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var mask = new Mask(random.Next(1, 25), random.Next(1, 25));
            for (var i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] = random.NextDouble() < 0.55 ? (byte)1 : (byte)0;
            var components = ConnectedComponents.Find(mask, connectivity);
            var union = new Mask(mask.Width, mask.Height);
            foreach (var boundary in mask.OuterBoundaries(connectivity))
            {
                var piece = boundary.Rasterise(mask.Width, mask.Height);
                for (var i = 0; i < union.Pixels.Length; i++) union.Pixels[i] |= piece.Pixels[i];
            }
            var expected = new Mask(mask.Width, mask.Height);
            for (var k = 0; k < components.Count; k++)
            {
                // The holes of a piece are closed by its own connectivity: corners let nothing through when eight belong together.
                var piece = FillHoles(components.Keep(c => c == k), connectivity);
                for (var i = 0; i < expected.Pixels.Length; i++) expected.Pixels[i] |= piece.Pixels[i];
            }
            Assert.True(expected.Pixels.AsSpan().SequenceEqual(union.Pixels), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Simplified_outlines_stay_close_and_get_short()
    {
        var mask = Shapes.Ellipse(220, 160, 110, 80, 90.3, 50.7, 20);
        var boundary = mask.OuterBoundary()!;
        var simple = boundary.Simplify(1);
        Assert.InRange(simple.Points.Count, 12, boundary.Points.Count / 3);
        Assert.InRange(simple.Area / boundary.Area, 0.99, 1.01);
        Assert.Equal(mask.CountInside(), boundary.Area, 6);
    }

    [Fact]
    public void A_square_simplifies_to_its_corners()
    {
        var square = new Polygon([new(0, 0), new(4, 0), new(8, 0), new(8, 8), new(3, 8), new(0, 8)]);
        Assert.Equal(4, square.Simplify(0.1).Points.Count);
        Assert.Equal(32, square.Perimeter, 9);
        Assert.Equal(64, square.Area, 9);
    }

    [Fact]
    public void Even_odd_leaves_the_middle_of_a_star_empty()
    {
        var star = new ImagePoint[5];
        for (var i = 0; i < 5; i++)
        {
            var (sin, cos) = Math.SinCos(i * 4 * Math.PI / 5);
            star[i] = new(50 + 45 * sin, 50 - 45 * cos);
        }
        var mask = new Polygon(star).Rasterise(100, 100);
        Assert.False(mask[50, 50]);
        Assert.True(mask[50, 15]);
    }

    [Theory, InlineData(0), InlineData(11), InlineData(22.5), InlineData(45), InlineData(73), InlineData(90)]
    public void Perimeter_of_ellipses_is_within_one_percent(double degrees)
    {
        foreach (var (a, b) in new[] { (12.0, 12.0), (30.0, 14.0), (80.0, 25.0), (200.0, 60.0), (150.0, 150.0) })
        {
            var size = (int)(2 * a + 21);
            var mask = Shapes.Ellipse(size, size, size / 2.0 + 0.3, size / 2.0 - 0.2, a, b, degrees);
            var ratio = MaskPerimeter.Measure(mask, new(0.01, 0.01))!.Value / (0.01 * Shapes.EllipsePerimeter(a, b));
            Assert.True(ratio is > 0.99 and < 1.01, $"{a} × {b} at {degrees}°: {ratio}");
        }
    }

    [Fact]
    public void Perimeter_counts_pixels_that_are_not_square()
    {
        // A circle of 1 cm on pixels of 0.01 × 0.02 cm is an ellipse of 100 × 50 pixels.
        var mask = Shapes.Ellipse(240, 140, 120, 70, 100, 50, 0);
        Assert.InRange(MaskPerimeter.Measure(mask, new(0.01, 0.02))!.Value / (2 * Math.PI), 0.995, 1.005);
    }

    [Fact]
    public void Perimeter_ignores_holes_and_follows_the_image_border()
    {
        var mask = new Mask(100, 80);
        mask.Pixels.AsSpan().Fill(1);
        for (var y = 30; y < 50; y++) mask.Pixels.AsSpan(y * 100 + 30, 20).Clear();
        Assert.InRange(MaskPerimeter.Measure(mask, new(1, 1))!.Value, 360 * 0.985, 360);
    }

    private static Mask FillHoles(Mask mask, Connectivity connectivity)
    {
        var outside = ConnectedComponents.FindOutside(mask, connectivity == Connectivity.Eight ? Connectivity.Four : Connectivity.Eight);
        var open = outside.ReachesImageBorder();
        var filled = outside.Keep(i => open[i]);
        for (var i = 0; i < filled.Pixels.Length; i++) filled.Pixels[i] ^= 1;
        return filled;
    }
}
