namespace Acsa.Phantom.Tests;

public sealed class ScanGeometryTests
{
    public static TheoryData<int> Indices => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_point_of_a_beam_is_found_again_from_the_plane(int index)
    {
        var geometry = ThighDimensions.Draw(PhantomRecipe.Draw(11, index)).Geometry;
        for (var i = 0; i <= 10; i++)
            for (var j = 0; j <= 10; j++)
            {
                double u = geometry.Width * i / 10, v = geometry.Depth * j / 10;
                var (x, y) = geometry.PlaneFromBeam(u, v);
                var (u2, v2) = geometry.BeamFromPlane(x, y, u * 0.9);
                Assert.Equal(u, u2, 2);
                Assert.Equal(v, v2, 2);
            }
    }

    [Fact]
    public void A_filled_disc_has_the_area_of_a_disc()
    {
        var disc = new (double, double)[2000];
        for (var i = 0; i < disc.Length; i++)
            disc[i] = (50.3 + 40 * Math.Cos(i * Math.Tau / disc.Length), 49.6 + 40 * Math.Sin(i * Math.Tau / disc.Length));
        var cells = 0;
        PolygonFill.Fill(disc, 100, 100, (_, first, last) => cells += last - first + 1);
        Assert.InRange(cells / (Math.PI * 1600), 0.998, 1.002);
    }

    [Fact]
    public void A_polygon_beyond_the_grid_is_cut_at_its_borders()
    {
        var rows = new List<(int Row, int First, int Last)>();
        PolygonFill.Fill([(-5, -5), (50, -5), (50, 50), (-5, 50)], 4, 3, (row, first, last) => rows.Add((row, first, last)));
        Assert.Equal([(0, 0, 3), (1, 0, 3), (2, 0, 3)], rows);
    }
}
