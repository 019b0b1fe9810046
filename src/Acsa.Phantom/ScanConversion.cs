using Acsa.Imaging;

namespace Acsa.Phantom;

/// <summary>From beams to the screen.</summary>
internal static class ScanConversion
{
    private const int Node = 8;

    /// <summary>Grey values of the whole screen, and which of its pixels the beams reach.</summary>
    public static (float[] Values, byte[] Inside) Convert(EchoField field, ScanGeometry geometry, ScreenLayout layout,
        ScannerSettings scanner)
    {
        int width = layout.Width, height = layout.Height, nodesX = width / Node + 2, nodesY = height / Node + 2;
        var (nodeU, nodeV) = Nodes(geometry, layout, nodesX, nodesY);
        var values = new float[width * height];
        var inside = new byte[width * height];
        var ragged = new SmoothNoise(new PhantomRandom((ulong)(layout.OriginX * 1e6) + 17), 0.3, geometry.Depth + 1);
        for (var y = layout.Region.Top; y <= layout.Region.Bottom; y++)
            for (var x = layout.Region.Left; x <= layout.Region.Right; x++)
            {
                int nx = x / Node, ny = y / Node;
                float tx = (x % Node + 0.5f) / Node, ty = (y % Node + 0.5f) / Node;
                var at = ny * nodesX + nx;
                var u = Bilinear(nodeU, at, nodesX, tx, ty);
                var v = Bilinear(nodeV, at, nodesX, tx, ty);
                var trim = geometry is PanoramicGeometry ? scanner.EdgeNoise * (1 + ragged.At(v)) : 0;
                if (u < trim || v < 0 || u >= geometry.Width - trim || v >= geometry.Depth) continue;
                inside[y * width + x] = 1;
                float column = (float)(u / field.StepU), row = (float)(v / field.StepV);
                int c = Math.Min((int)column, field.Columns - 2), r = Math.Min((int)row, field.Rows - 2);
                values[y * width + x] = Bilinear(field.Grey, r * field.Columns + c, field.Columns, column - c, row - r);
            }
        Finish(values, inside, layout, scanner);
        return (values, inside);
    }

    /// <summary>The muscle's pixels: those with their centre inside its outline, as far as the beams reach.</summary>
    public static Mask Truth(ThighAnatomy anatomy, ScanGeometry geometry, ScreenLayout layout, byte[] inside)
    {
        var truth = new Mask(layout.Width, layout.Height);
        var outline = Array.ConvertAll(anatomy.Target, p => layout.ToScreen(geometry.PlaneFromTissue(p.A, p.B)));
        PolygonFill.Fill(outline, layout.Width, layout.Height, (row, first, last) =>
        {
            for (var i = row * layout.Width + first; i <= row * layout.Width + last; i++) truth.Pixels[i] = inside[i];
        });
        return truth;
    }

    private static (float[] U, float[] V) Nodes(ScanGeometry geometry, ScreenLayout layout, int nodesX, int nodesY)
    {
        float[] nodeU = new float[nodesX * nodesY], nodeV = new float[nodesX * nodesY];
        for (var j = 0; j < nodesY; j++)
        {
            var hint = 0.0;
            for (var i = 0; i < nodesX; i++)
            {
                var (u, v) = geometry.BeamFromPlane(layout.OriginX + i * Node * layout.PixelX, layout.OriginY + j * Node * layout.PixelY,
                    hint);
                hint = u;
                (nodeU[j * nodesX + i], nodeV[j * nodesX + i]) = ((float)u, (float)v);
            }
        }
        return (nodeU, nodeV);
    }

    private static float Bilinear(float[] grid, int at, int stride, float tx, float ty)
    {
        float a = grid[at], b = grid[at + 1], c = grid[at + stride], d = grid[at + stride + 1];
        return a + tx * (b - a) + ty * (c - a + tx * (a - b - c + d));
    }

    private static void Finish(float[] values, byte[] inside, ScreenLayout layout, ScannerSettings scanner)
    {
        if (scanner.Blur == 0 && scanner.Sharpen == 0) return;
        var side = (float)(scanner.Blur / (1 + 2 * scanner.Blur));
        var amount = (float)scanner.Sharpen;
        var source = (float[])values.Clone();
        for (var y = Math.Max(1, layout.Region.Top); y <= Math.Min(layout.Height - 2, layout.Region.Bottom); y++)
            for (var x = Math.Max(1, layout.Region.Left); x <= Math.Min(layout.Width - 2, layout.Region.Right); x++)
            {
                var i = y * layout.Width + x;
                if (inside[i] == 0) continue;
                var cross = (source[i - 1] + source[i + 1] + source[i - layout.Width] + source[i + layout.Width]) / 4;
                var value = source[i] + side * (cross - source[i]);
                values[i] = Math.Clamp(value + amount * (source[i] - cross) * 0.5f, 0, 255);
            }
    }
}
