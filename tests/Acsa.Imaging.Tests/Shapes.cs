namespace Acsa.Imaging.Tests;

internal static class Shapes
{
    /// <summary>Half-axes in pixels, angle in degrees; a pixel is inside when its centre is.</summary>
    public static Mask Ellipse(int width, int height, double centreX, double centreY, double a, double b, double degrees)
    {
        var mask = new Mask(width, height);
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (dx, dy) = (x + 0.5 - centreX, y + 0.5 - centreY);
                var (u, v) = ((dx * cos + dy * sin) / a, (dy * cos - dx * sin) / b);
                mask[x, y] = u * u + v * v <= 1;
            }
        }
        return mask;
    }

    /// <summary>Perimeter of an ellipse by Ramanujan's second formula, exact to far better than 0.01 % here.</summary>
    public static double EllipsePerimeter(double a, double b)
    {
        var h = (a - b) * (a - b) / ((a + b) * (a + b));
        return Math.PI * (a + b) * (1 + 3 * h / (10 + Math.Sqrt(4 - 3 * h)));
    }
}
