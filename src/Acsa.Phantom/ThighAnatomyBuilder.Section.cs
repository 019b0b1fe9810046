namespace Acsa.Phantom;

internal sealed partial class ThighAnatomyBuilder
{
    /// <summary>Where a point of a real section comes to lie in this thigh: scaled to its measures and hung under its fascia.</summary>
    private Func<(double A, double B), (double A, double B)> Placing(ThighSection section)
    {
        double left = section.Muscle.Min(p => p.A), right = section.Muscle.Max(p => p.A), top = section.Muscle.Min(p => p.B),
            bottom = section.Muscle.Max(p => p.B);
        double across = _size.TargetWidth / (right - left) * (_random.Chance(0.5) ? -1 : 1),
            down = _size.TargetThickness / (bottom - top), lean = _random.Normal() * 0.1;
        // No two thighs bulge alike: depth follows a smooth field along the fascia.
        var bulge = new SmoothNoise(_random, _random.Uniform(1.5, 5), _span);
        var bulgeSize = _random.Uniform(0, 0.15);
        return p =>
        {
            var a = _size.TargetCentre + (p.A - (left + right) / 2) * across;
            var depth = (p.B - top) * down;
            a += lean * depth;
            return (a, Fascia(a) + _size.Gap + depth * (1 + bulgeSize * bulge.At(a)));
        };
    }

    /// <summary>As <see cref="MuscleOutline"/> gives it: from the left end over the top to the right end and back below.</summary>
    private static (double A, double B)[] Outline((double A, double B)[] points)
    {
        int left = 0, right = 0;
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i].A < points[left].A) left = i;
            if (points[i].A > points[right].A) right = i;
        }
        var there = Chain(points, left, right, 1);
        var back = Chain(points, left, right, -1);
        // The upper of the two chains comes first.
        var (upper, lower) = there.Average(p => p.B) <= back.Average(p => p.B) ? (there, back) : (back, there);
        return [.. Resampled(upper, OutlinePoints / 2), .. Resampled([.. lower.AsEnumerable().Reverse()], OutlinePoints / 2)];
    }

    private static (double A, double B)[] Chain((double A, double B)[] points, int from, int to, int step)
    {
        var chain = new List<(double, double)>();
        for (var i = from; ; i = (i + step + points.Length) % points.Length)
        {
            chain.Add(points[i]);
            if (i == to) return [.. chain];
        }
    }

    /// <summary>Equal steps along a line; its last point is left to the line that goes on from it.</summary>
    private static (double A, double B)[] Resampled((double A, double B)[] line, int count)
    {
        var way = new double[line.Length];
        for (var i = 1; i < line.Length; i++)
            way[i] = way[i - 1] + Math.Sqrt((line[i].A - line[i - 1].A) * (line[i].A - line[i - 1].A)
                + (line[i].B - line[i - 1].B) * (line[i].B - line[i - 1].B));
        var points = new (double, double)[count];
        var k = 0;
        for (var i = 0; i < count; i++)
        {
            var at = way[^1] * i / count;
            while (k < line.Length - 2 && way[k + 1] < at) k++;
            var share = way[k + 1] > way[k] ? (at - way[k]) / (way[k + 1] - way[k]) : 0;
            points[i] = (line[k].A + share * (line[k + 1].A - line[k].A), line[k].B + share * (line[k + 1].B - line[k].B));
        }
        return points;
    }

    /// <summary>The muscles around it, each of its own tissue.</summary>
    private void Neighbours(IReadOnlyList<(double A, double B)[]> neighbours, Tissue muscle)
    {
        foreach (var outline in neighbours)
            Patch(outline, muscle with
            {
                LevelDb = muscle.LevelDb + 2 * _random.Normal(),
                StreakDb = muscle.StreakDb + 1.5 * _random.Normal(),
                StreaksPerCm2 = muscle.StreaksPerCm2 * _random.Uniform(0.4, 1.5),
                StreakLength = muscle.StreakLength * _random.Uniform(0.7, 1.6),
            });
    }

    private void NeighboursFasciae(IReadOnlyList<(double A, double B)[]> neighbours)
    {
        foreach (var outline in neighbours)
        {
            if (_random.Chance(0.12)) continue;
            Line([.. outline, outline[0]], _brightness + _random.Uniform(-30, -10), _random.Uniform(0.012, 0.034),
                _random.Uniform(0.3, 0.9),
                _random.Uniform(0.15, 0.6));
        }
    }
}
