namespace Acsa.Phantom;

/// <summary>
/// Echoes on a grid of beams: scatterers of random phase whose strength the anatomy sets, seen through a point spread that is short
/// along the beam and broad across it, attenuated, with the receiver's noise, and detected.
/// </summary>
internal sealed partial class EchoField
{
    private readonly ScanGeometry _geometry;
    private readonly ScannerSettings _scanner;
    private readonly PhantomRecipe _recipe;
    private readonly byte[] _label;
    private readonly float[] _mirror, _diffuse;

    private EchoField(PhantomRecipe recipe, ScanGeometry geometry, ScannerSettings scanner)
    {
        (_recipe, _geometry, _scanner) = (recipe, geometry, scanner);
        StepU = Math.Clamp(scanner.LateralSigma * 0.75, 0.014, 0.035);
        StepV = Math.Clamp(scanner.AxialSigma * 0.85, 0.007, 0.016);
        Columns = (int)Math.Ceiling(geometry.Width / StepU) + 1;
        Rows = (int)Math.Ceiling(geometry.Depth / StepV) + 1;
        _label = new byte[Columns * Rows];
        _mirror = new float[Columns * Rows];
        _diffuse = new float[Columns * Rows];
        Grey = new float[Columns * Rows];
    }

    public int Columns { get; }
    public int Rows { get; }

    /// <summary>Distance of columns in cm.</summary>
    public double StepU { get; }

    /// <summary>Distance of rows in cm.</summary>
    public double StepV { get; }

    /// <summary>Display grey, 0 to 255, row by row from the skin.</summary>
    public float[] Grey { get; }

    /// <summary>Simulates one frame; frames of one recipe share the tissue and differ in speckle as a slightly moved probe would see
    /// it.</summary>
    public static EchoField Simulate(PhantomRecipe recipe, ThighDimensions size, ThighAnatomy anatomy, ScannerSettings scanner, int frame)
    {
        var field = new EchoField(recipe, size.Geometry, scanner);
        field.PaintPatches(anatomy);
        field.PaintStreaks(anatomy, recipe.Stream(4));
        foreach (var line in anatomy.Lines) field.PaintLine(line);
        field.Detect(anatomy, recipe.Stream(16 + frame));
        return field;
    }

    private (double X, double Y)[] ToGrid((double A, double B)[] points) => Array.ConvertAll(points, p =>
    {
        var (u, v) = _geometry.BeamFromTissue(p.A, p.B);
        return (u / StepU + 0.5, v / StepV + 0.5);
    });

    private void PaintPatches(ThighAnatomy anatomy)
    {
        for (var i = 0; i < anatomy.Patches.Count; i++)
        {
            var label = (byte)i;
            PolygonFill.Fill(ToGrid(anatomy.Patches[i].Outline), Columns, Rows, (row, first, last) =>
                _label.AsSpan(row * Columns + first, last - first + 1).Fill(label));
        }
    }

    private void PaintStreaks(ThighAnatomy anatomy, PhantomRandom random)
    {
        var lean = new SmoothNoise(random, random.Uniform(0.8, 3), _geometry.Width);
        double leanSize = random.Uniform(0.05, 0.35), scatter = random.Uniform(0.05, 0.4), sigma = random.Uniform(0.008, 0.03);
        var smooth = random.Uniform(0.2, 0.9);
        var area = _geometry.Width * _geometry.Depth;
        for (var patch = 0; patch < anatomy.Patches.Count; patch++)
        {
            var tissue = anatomy.Patches[patch].Tissue;
            var count = (int)(tissue.StreaksPerCm2 * area);
            for (var i = 0; i < count; i++)
            {
                double u = random.Uniform(0, _geometry.Width), v = random.Uniform(0, _geometry.Depth);
                double length = tissue.StreakLength * random.Uniform(0.3, 1.8), level = tissue.LevelDb
                    + tissue.StreakDb * random.Uniform(0.4, 1.15);
                double slope = leanSize * lean.At(u) + scatter * random.Normal(), bend = random.Normal() * 0.3 * slope,
                    strength = PortableMath.Amplitude(level);
                if (_label[(int)(v / StepV) * Columns + (int)(u / StepU)] != patch) continue;
                var half = length / 2;
                Stroke(u - half, v - half * slope, u, v + half * bend, strength * 0.7, strength, sigma, smooth, patch);
                Stroke(u, v + half * bend, u + half, v + half * slope, strength, strength * 0.7, sigma, smooth, patch);
            }
        }
    }

    private void PaintLine(EchoLine line)
    {
        for (var i = 0; i + 1 < line.Points.Length; i++)
        {
            var (u0, v0) = _geometry.BeamFromTissue(line.Points[i].A, line.Points[i].B);
            var (u1, v1) = _geometry.BeamFromTissue(line.Points[i + 1].A, line.Points[i + 1].B);
            Stroke(u0, v0, u1, v1, line.Amplitudes[i], line.Amplitudes[i + 1], line.Sigma, line.Smooth, -1);
        }
    }

    /// <summary>A short straight reflector with a bell-shaped section; <paramref name="only"/> confines it to one patch (−1:
    /// everywhere).</summary>
    private void Stroke(double u0, double v0, double u1, double v1, double from, double to, double sigma, double smooth, int only)
    {
        var reach = 2.6 * sigma;
        int left = Math.Max(0, (int)Math.Ceiling((Math.Min(u0, u1) - reach) / StepU)),
            right = Math.Min(Columns - 1, (int)((Math.Max(u0, u1) + reach) / StepU));
        int top = Math.Max(0, (int)Math.Ceiling((Math.Min(v0, v1) - reach) / StepV)),
            bottom = Math.Min(Rows - 1, (int)((Math.Max(v0, v1) + reach) / StepV));
        double du = u1 - u0, dv = v1 - v0, square = du * du + dv * dv + 1e-12, scale = 1 / (2 * sigma * sigma);
        for (var row = top; row <= bottom; row++)
            for (var column = left; column <= right; column++)
            {
                double pu = column * StepU - u0, pv = row * StepV - v0;
                var t = Math.Clamp((pu * du + pv * dv) / square, 0, 1);
                double eu = pu - t * du, ev = pv - t * dv;
                var x = (eu * eu + ev * ev) * scale;
                if (x > 3.4) continue;
                var cell = row * Columns + column;
                if (only >= 0 && _label[cell] != only) continue;
                // (1 − x/8)⁸ is close enough to a Gaussian and needs no exponential.
                var bell = 1 - x / 8;
                bell *= bell;
                bell *= bell;
                var value = (float)((from + t * (to - from)) * bell * bell);
                _mirror[cell] = Math.Max(_mirror[cell], value * (float)smooth);
                _diffuse[cell] = Math.Max(_diffuse[cell], value * (float)(1 - smooth));
            }
    }
}
