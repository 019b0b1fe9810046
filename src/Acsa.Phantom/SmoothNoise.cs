namespace Acsa.Phantom;

/// <summary>A smooth random function of one variable with values about −1 to 1: a cubic through random knots.</summary>
internal sealed class SmoothNoise
{
    private readonly double[] _knots;
    private readonly double _spacing;

    public SmoothNoise(PhantomRandom random, double spacing, double length)
    {
        _spacing = spacing;
        _knots = new double[(int)(length / spacing) + 6];
        for (var i = 0; i < _knots.Length; i++) _knots[i] = random.Uniform(-1, 1);
    }

    public double At(double x)
    {
        var t = Math.Max(0, x / _spacing + 1);
        var i = Math.Min((int)t, _knots.Length - 3);
        if (i < 1) i = 1;
        t = Math.Clamp(t - i, 0, 1);
        double a = _knots[i - 1], b = _knots[i], c = _knots[i + 1], d = _knots[i + 2];
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }
}
