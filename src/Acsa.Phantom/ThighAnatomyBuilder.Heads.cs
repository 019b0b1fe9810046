namespace Acsa.Phantom;

internal sealed partial class ThighAnatomyBuilder
{
    /// <summary>
    /// Parts of the muscle that look unlike the rest: the two heads of the rectus on either side of its central aponeurosis, a vastus whose
    /// thin end lies in the dark. The border of the muscle is where it was.
    /// </summary>
    private void Heads((double A, double B)[] outline, Tissue muscle)
    {
        if (!_random.Chance(0.45)) return;
        var parts = _random.Whole(1, 2);
        for (var i = 0; i < parts; i++)
        {
            double left = outline[0].A, width = outline[OutlinePoints / 2].A - left;
            var toTheLeft = _random.Chance(0.5);
            double at = left + width * (toTheLeft ? _random.Uniform(0.12, 0.55) : _random.Uniform(0.45, 0.88)),
                lean = _random.Normal() * 0.5, middle = Fascia(at) + _size.Gap + _size.TargetThickness / 2;
            double Cut(double b) => at + lean * (b - middle);
            // The outline, pressed onto the cut where it lies beyond: what is left is the part on one side.
            var part = Array.ConvertAll(outline, p => (toTheLeft ? Math.Min(p.A, Cut(p.B)) : Math.Max(p.A, Cut(p.B)), p.B));
            var change = _random.Uniform(2, 7) * (_random.Chance(0.6) ? -1 : 1);
            Patch(part, muscle with
            {
                LevelDb = muscle.LevelDb + change,
                StreakDb = Math.Max(2, muscle.StreakDb + _random.Uniform(-4, 2)),
                StreaksPerCm2 = muscle.StreaksPerCm2 * _random.Uniform(0.1, 1.3),
            });
            if (!_random.Chance(0.5)) continue;
            var line = new List<(double, double)>();
            for (var k = 0; k <= 30; k++)
            {
                var b = middle + _size.TargetThickness * (k / 30.0 - 0.5) * 0.9;
                line.Add((Cut(b), b));
            }
            Line([.. line], _brightness + _random.Uniform(-28, -12), _random.Uniform(0.01, 0.03), 0.5, 0.2);
        }
    }

    /// <summary>Lets a stretch of a sheet fade, as real ones do where the beam meets them badly.</summary>
    private void Fade(EchoLine line)
    {
        var count = line.Points.Length;
        double centre = _random.Uniform(0.1, 0.9) * count, half = _random.Uniform(0.03, 0.08) * count;
        for (var i = 0; i < count; i++)
            line.Amplitudes[i] *= 0.25 + 0.75 * PortableMath.SmoothStep(0.5, 1.2, Math.Abs(i - centre) / half);
    }
}
