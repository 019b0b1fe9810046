namespace Acsa.Phantom;

/// <summary>
/// Three coordinate systems in cm: tissue (along the skin, depth), in which anatomy is drawn; beam (where a beam starts, range), in
/// which echoes are simulated; plane (right, down), in which the image shows them.
/// </summary>
internal abstract class ScanGeometry(double width, double depth)
{
    /// <summary>Length of the transducer's face, or of the sweep.</summary>
    public double Width { get; } = width;

    /// <summary>Range of the beams.</summary>
    public double Depth { get; } = depth;

    /// <summary>Extent of the tissue along the skin.</summary>
    public abstract double TissueWidth { get; }

    public abstract (double U, double V) BeamFromTissue(double a, double b);

    public abstract (double X, double Y) PlaneFromTissue(double a, double b);

    public abstract (double X, double Y) PlaneFromBeam(double u, double v);

    /// <summary>The beam coordinates of a point of the plane; <paramref name="hint"/> is a near point's u.</summary>
    public abstract (double U, double V) BeamFromPlane(double x, double y, double hint);
}

internal sealed class LinearGeometry(double width, double depth) : ScanGeometry(width, depth)
{
    public override double TissueWidth => Width;

    public override (double U, double V) BeamFromTissue(double a, double b) => (a, b);

    public override (double X, double Y) PlaneFromTissue(double a, double b) => (a, b);

    public override (double X, double Y) PlaneFromBeam(double u, double v) => (u, v);

    public override (double U, double V) BeamFromPlane(double x, double y, double hint) => (x, y);
}

/// <param name="width">Length of the transducer's face in cm.</param>
/// <param name="depth">Range in cm.</param>
/// <param name="spread">Growth of the field's width per cm of depth, relative to the face.</param>
internal sealed class TrapezoidGeometry(double width, double depth, double spread) : ScanGeometry(width, depth)
{
    public override double TissueWidth => Width * (1 + spread * Depth);

    public override (double U, double V) BeamFromTissue(double a, double b) => BeamFromPlane(a - TissueWidth / 2, b, 0);

    public override (double X, double Y) PlaneFromTissue(double a, double b) => (a - TissueWidth / 2, b);

    public override (double X, double Y) PlaneFromBeam(double u, double v)
    {
        var start = u - Width / 2;
        var tangent = start * spread;
        var cosine = 1 / Math.Sqrt(1 + tangent * tangent);
        return (start + v * tangent * cosine, v * cosine);
    }

    public override (double U, double V) BeamFromPlane(double x, double y, double hint)
    {
        var start = x / Math.Max(0.2, 1 + spread * y);
        var tangent = start * spread;
        return (start + Width / 2, y * Math.Sqrt(1 + tangent * tangent));
    }
}

/// <summary>Beams at right angles to a bent skin line.</summary>
internal sealed class PanoramicGeometry : ScanGeometry
{
    private const double Step = 0.05;
    private readonly double[] _x, _y, _angle;

    /// <param name="width">Length of the sweep in cm.</param>
    /// <param name="depth">Range in cm.</param>
    /// <param name="curvature">Curvature of the skin line at u in 1/cm, positive where it bends down on both sides.</param>
    /// <param name="levelAt">The share of the sweep (0 to 1) where the skin is to be level.</param>
    public PanoramicGeometry(double width, double depth, Func<double, double> curvature, double levelAt) : base(width, depth)
    {
        var count = (int)(width / Step) + 3;
        (_x, _y, _angle) = (new double[count], new double[count], new double[count]);
        for (var i = 1; i < count; i++) _angle[i] = _angle[i - 1] + Step * curvature((i - 0.5) * Step);
        var level = _angle[Math.Min(count - 1, (int)(levelAt * width / Step))];
        for (var i = 0; i < count; i++) _angle[i] -= level;
        for (var i = 1; i < count; i++)
        {
            var middle = (_angle[i] + _angle[i - 1]) / 2;
            _x[i] = _x[i - 1] + Step * PortableMath.Cos(middle);
            _y[i] = _y[i - 1] + Step * PortableMath.Sin(middle);
        }
    }

    public override double TissueWidth => Width;

    public override (double U, double V) BeamFromTissue(double a, double b) => (a, b);

    public override (double X, double Y) PlaneFromTissue(double a, double b) => PlaneFromBeam(a, b);

    public override (double X, double Y) PlaneFromBeam(double u, double v)
    {
        var (x, y, sine, cosine) = Skin(u);
        return (x - v * sine, y + v * cosine);
    }

    public override (double U, double V) BeamFromPlane(double x, double y, double hint)
    {
        var u = Math.Clamp(hint, -2, Width + 2);
        double v = 0;
        for (var i = 0; i < 12; i++)
        {
            var (sx, sy, sine, cosine) = Skin(u);
            var at = (int)Math.Clamp(u / Step, 0, _x.Length - 2.001);
            var curvature = u >= 0 && u <= Width ? (_angle[at + 1] - _angle[at]) / Step : 0;
            double dx = x - sx, dy = y - sy;
            var along = dx * cosine + dy * sine;
            v = dy * cosine - dx * sine;
            // Newton: what a step along the skin changes shrinks with depth on its inner side.
            u = Math.Clamp(u + Math.Clamp(along / Math.Max(0.25, 1 - curvature * v), -2, 2), -6, Width + 6);
            if (Math.Abs(along) < 1e-4) break;
        }
        return (u, v);
    }

    /// <summary>The skin's point and direction at u; straight beyond the ends.</summary>
    private (double X, double Y, double Sine, double Cosine) Skin(double u)
    {
        var t = Math.Clamp(u / Step, 0, _x.Length - 2.001);
        var i = (int)t;
        t -= i;
        var angle = _angle[i] + t * (_angle[i + 1] - _angle[i]);
        double sine = PortableMath.Sin(angle), cosine = PortableMath.Cos(angle);
        var beyond = u < 0 ? u : Math.Max(0, u - (_x.Length - 2.001) * Step);
        return (_x[i] + t * (_x[i + 1] - _x[i]) + beyond * cosine, _y[i] + t * (_y[i + 1] - _y[i]) + beyond * sine, sine, cosine);
    }
}
