namespace Acsa.Phantom;

internal sealed partial class ThighAnatomyBuilder
{
    /// <summary>
    /// Adds a sheet. It fades in and out along its length and where it turns its edge to the beam, as mirrors do, but never below
    /// <paramref name="least"/> of its amplitude.
    /// </summary>
    private void Line((double A, double B)[] points, double levelDb, double sigma, double smooth, double least, bool closed = false)
    {
        if (points.Length < 2) return;
        var fade = new SmoothNoise(_random, _random.Uniform(0.4, 2.5), 60);
        var amplitudes = new double[points.Length];
        double way = 0, top = PortableMath.Amplitude(levelDb);
        for (var i = 0; i < points.Length; i++)
        {
            var before = points[i > 0 ? i - 1 : closed ? points.Length - 1 : 0];
            var after = points[i < points.Length - 1 ? i + 1 : closed ? 0 : i];
            double da = after.A - before.A, db = after.B - before.B;
            var length = Math.Sqrt(da * da + db * db) + 1e-9;
            way += length / 2;
            var facing = Math.Abs(da) / length;
            var continuity = least + (1 - least) * Math.Clamp(0.6 + 0.7 * fade.At(way), 0, 1);
            amplitudes[i] = top * continuity * (0.6 * least + (1 - 0.6 * least) * facing * facing * facing);
        }
        _anatomy.Lines.Add(new(Bend(points), amplitudes, sigma, smooth));
    }

    private static (double A, double B)[] Along(double from, double to, Func<double, double> depth)
    {
        var count = Math.Max(3, (int)(Math.Abs(to - from) / 0.06));
        var points = new (double, double)[count];
        for (var i = 0; i < count; i++)
        {
            var a = from + (to - from) * i / (count - 1);
            points[i] = (a, depth(a));
        }
        return points;
    }

    /// <summary>The outline moved outwards (up and down) by a distance in cm.</summary>
    private static (double A, double B)[] Outside((double A, double B)[] outline, double distance)
    {
        var moved = new (double, double)[outline.Length];
        for (var i = 0; i < outline.Length; i++)
        {
            var before = outline[(i + outline.Length - 1) % outline.Length];
            var after = outline[(i + 1) % outline.Length];
            double da = after.A - before.A, db = after.B - before.B;
            var length = Math.Sqrt(da * da + db * db) + 1e-9;
            // The outline runs left to right over the top: outwards is to its left.
            moved[i] = (outline[i].A + db / length * distance, outline[i].B - da / length * distance);
        }
        return moved;
    }

    private void FasciaOf((double A, double B)[] outline, Tissue muscle)
    {
        var half = OutlinePoints / 2;
        var weak = _recipe.Grade == 4 ? -3 : 0;
        foreach (var upper in new[] { true, false })
        {
            var sigma = _random.Uniform(0.013, 0.036);
            // A border that nobody can see has no true area: it stands out from the muscle and from its streaks.
            var level = Math.Max(_brightness + weak + _random.Uniform(-25, -8), _level + Math.Max(22, muscle.StreakDb + 4));
            var line = Outside(outline, 1.1 * sigma);
            var part = upper ? line[..(half + 1)] : [.. line[half..], line[0]];
            Line(part, level, sigma, _random.Uniform(0.3, 0.9), _random.Uniform(0.4, 0.75));
            if (_random.Chance(0.2)) Fade(_anatomy.Lines[^1]);
            if (!_random.Chance(0.35)) continue;
            // A second sheet over a part: the neighbour's own fascia.
            var apart = _random.Uniform(0.06, 0.16);
            int from = _random.Whole(5, part.Length / 2), to = _random.Whole(from + 10, part.Length - 5);
            Line(Outside(outline, apart)[(upper ? from : half + from)..(upper ? to : half + to - 1)], level - _random.Uniform(0, 8),
                sigma * _random.Uniform(0.5, 1), 0.6, 0.2);
        }
    }

    private void Septa((double A, double B)[] outline)
    {
        foreach (var (end, outwards) in new[] { (outline[0], -1), (outline[OutlinePoints / 2], 1) })
        {
            var reach = end.A + outwards * _random.Uniform(0.2, 1.8);
            if (_random.Chance(0.75))
            {
                var foot = Fascia(reach);
                Line(Along(end.A + outwards * 0.03, reach, a => end.B + (foot - end.B) * (a - end.A) / (reach - end.A)),
                    _brightness + _random.Uniform(-30, -14), _random.Uniform(0.01, 0.03), 0.5, 0.15);
            }
            if (_random.Chance(0.5))
            {
                // The lower sheet runs on beyond the muscle's edge, between its neighbours.
                double onwards = _random.Uniform(0.4, 3), slope = _random.Uniform(-0.35, 0.7), sag = _random.Uniform(-0.15, 0.15);
                Line(Along(end.A + outwards * 0.03, end.A + outwards * onwards, a =>
                    Math.Max(Fascia(a), end.B + Math.Abs(a - end.A) * (slope + sag * Math.Abs(a - end.A)))),
                    _brightness + _random.Uniform(-28, -10), _random.Uniform(0.01, 0.035), 0.6, 0.2);
            }
            if (_random.Chance(0.8))
            {
                var inwards = _random.Uniform(-1.6, 2.2) * -outwards;
                var fall = _random.Uniform(0.8, 3);
                var points = new (double, double)[30];
                var sag = _random.Uniform(-0.4, 0.4);
                for (var i = 0; i < points.Length; i++)
                {
                    var t = (double)i / (points.Length - 1);
                    points[i] = (end.A + outwards * 0.04 + inwards * t + sag * t * (1 - t), end.B + 0.04 + fall * t);
                }
                // A septum that leans inwards starts below the muscle, not through it.
                if (inwards * outwards >= 0 || fall > 1.2)
                    Line(Below(outline, points), _brightness + _random.Uniform(-32, -14), _random.Uniform(0.01, 0.035), 0.5, 0.15);
            }
        }
        // Sheets in the deep muscles, more or less parallel to the deep fascia.
        var sheets = _random.Whole(0, 4);
        for (var i = 0; i < sheets; i++)
        {
            double centre = _random.Uniform(0, _span), length = _random.Uniform(0.6, 0.8 * _size.TargetWidth),
                slope = _random.Normal() * 0.2;
            double under = _random.Uniform(0.12, Math.Max(0.3, _size.Vastus)), arch = _random.Uniform(-0.15, 0.15);
            var points = Along(centre - length / 2, centre + length / 2,
                a => Fascia(a) + _size.Gap + _size.TargetThickness * 1.05 + under + slope * (a - centre)
                    + arch * (a - centre) * (a - centre) / (0.3 + length));
            Line(Below(outline, points), _brightness + _random.Uniform(-34, -14), _random.Uniform(0.01, 0.035), 0.6, 0.1);
        }
    }

    /// <summary>Presses points that lie in the muscle's column down to under its lower side.</summary>
    private static (double A, double B)[] Below((double A, double B)[] outline, (double A, double B)[] points)
    {
        var moved = ((double A, double B)[])points.Clone();
        for (var i = 0; i < moved.Length; i++)
            for (var k = OutlinePoints / 2; k < OutlinePoints - 1; k++)
                if (moved[i].A <= outline[k].A && moved[i].A >= outline[k + 1].A)
                    moved[i].B = Math.Max(moved[i].B, Math.Max(outline[k].B, outline[k + 1].B) + 0.1);
        return moved;
    }

    private void InnerLines((double A, double B)[] outline)
    {
        double left = outline[0].A, right = outline[OutlinePoints / 2].A;
        (double Top, double Bottom) Column(double a)
        {
            double top = 0, bottom = 0;
            for (var k = 0; k < OutlinePoints / 2; k++) if (outline[k].A <= a) top = outline[k].B;
            for (var k = OutlinePoints / 2; k < OutlinePoints; k++) if (outline[k].A >= a) bottom = outline[k].B;
            return (top, bottom);
        }
        void Inside(double share, double depthShare, double run, double rise, double sag, double level)
        {
            var points = new List<(double, double)>();
            double a0 = left + share * (right - left);
            var (t0, b0) = Column(a0);
            for (var i = 0; i <= 24; i++)
            {
                var t = i / 24.0;
                var a = a0 + run * t;
                var b = t0 + depthShare * (b0 - t0) + rise * t + sag * t * (1 - t);
                var (top, bottom) = Column(a);
                if (a > left + 0.1 && a < right - 0.1 && b > top + 0.06 && b < bottom - 0.06) points.Add((a, b));
            }
            Line([.. points], level, _random.Uniform(0.01, 0.035), _random.Uniform(0.2, 0.8), _random.Uniform(0.1, 0.45));
        }
        if (_recipe.Structure == PhantomStructure.RectusFemoris && _random.Chance(0.8))
        {
            // The central aponeurosis ("comma"): from under the upper fascia into the belly.
            var share = _random.Uniform(0.25, 0.75);
            var bend = _random.Uniform(-1, 1) * _size.TargetThickness;
            Inside(share, _random.Uniform(0.05, 0.3), bend * 0.6, _random.Uniform(0.35, 0.75) * _size.TargetThickness,
                _random.Uniform(-0.3, 0.3), _brightness + _random.Uniform(-26, -12));
            if (_random.Chance(0.5))
                Inside(share, _random.Uniform(0.1, 0.5), bend, _random.Uniform(-0.1, 0.2), _random.Uniform(-0.2, 0.2),
                    _brightness + _random.Uniform(-30, -16));
        }
        var others = _random.Whole(0, 6);
        for (var i = 0; i < others; i++)
            Inside(_random.Uniform(0.05, 0.9), _random.Uniform(0.08, 0.92), _random.Uniform(-0.25, 0.3) * _size.TargetWidth,
                _random.Normal() * 0.18 * _size.TargetThickness,
                _random.Uniform(-0.25, 0.25), _brightness + _random.Uniform(-36, -17));
    }

    private void FasciaLata()
    {
        var sheets = _recipe.Structure == PhantomStructure.VastusLateralis ? _random.Whole(1, 4) : _random.Whole(1, 3);
        var level = _brightness + _random.Uniform(-20, -5);
        double offset = 0.3 * _size.Gap;
        for (var i = 0; i < sheets; i++)
        {
            double from = i == 0 ? -0.5 : _random.Uniform(-0.5, 0.4 * _span),
                to = i == 0 ? _span + 0.5 : _random.Uniform(0.6 * _span, _span + 0.5), o = offset;
            var drift = _random.Normal() * 0.02;
            Line(Along(from, to, a => Math.Max(_size.Skin, Fascia(a) - o + (o > 0.05 ? drift * (a - _span / 2) : 0))),
                level - _random.Uniform(0, 6), _random.Uniform(0.008, 0.034), _random.Uniform(0.5, 0.95), _random.Uniform(0.3, 0.75));
            offset += _random.Uniform(0.05, 0.13);
        }
    }

    private void FatSepta()
    {
        var count = _random.Whole(0, 4 + (int)(_size.Fat * 4));
        for (var i = 0; i < count; i++)
        {
            double share = _random.Uniform(0.1, 0.92), length = _span * _random.Uniform(0.15, 1.1), centre = _random.Uniform(0, _span),
                slope = _random.Normal() * 0.04;
            var wave = new SmoothNoise(_random, _random.Uniform(0.8, 3), _span + 4);
            var size = _random.Uniform(0.01, 0.12) * _size.Fat;
            Line(Along(Math.Max(-0.5, centre - length / 2), Math.Min(_span + 0.5, centre + length / 2),
                    a => Math.Clamp(_size.Skin + share * (Fascia(a) - _size.Skin) + size * wave.At(a + 1) + slope * (a - centre),
                        _size.Skin, Fascia(a))),
                _brightness + _random.Uniform(-32, -10), _random.Uniform(0.007, 0.022), _random.Uniform(0.5, 1), _random.Uniform(0.2, 0.7));
        }
    }

    private void SkinLines()
    {
        Line(Along(-0.5, _span + 0.5, _ => _random.Uniform(0.0, 0.02)), _brightness + _random.Uniform(-24, -8), 0.012, 0.8, 0.7);
        Line(Along(-0.5, _span + 0.5, _ => _size.Skin), _brightness + _random.Uniform(-28, -10), _random.Uniform(0.008, 0.025), 0.7, 0.5);
    }

    private void Femur((double A, double B)[] outline)
    {
        var deepest = 0.0;
        foreach (var point in outline) deepest = Math.Max(deepest, point.B);
        double centre = _size.TargetCentre + _random.Uniform(-0.35, 0.35) * _size.TargetWidth, top = deepest + _size.Vastus,
            reach1 = _random.Uniform(0.9, 3.2), reach2 = _random.Uniform(0.9, 3.2);
        double fall1 = _random.Uniform(0.15, 1.6), fall2 = _random.Uniform(0.15, 1.6), power = _random.Uniform(1.6, 2.6);
        double Surface(double a)
        {
            var along = a < centre ? (centre - a) / reach1 : (a - centre) / reach2;
            return top + (a < centre ? fall1 : fall2) * PortableMath.Pow(along, power);
        }
        var surface = Along(centre - reach1, centre + reach2, Surface);
        var shadow = new Tissue(_random.Uniform(-70, -48), 4, 0.4, 0.15, _random.Uniform(5, 16));
        _anatomy.Patches.Add(new(Bend([.. surface, (centre + reach2, _bottom + 2), (centre - reach1, _bottom + 2)]), shadow));
        var level = _brightness + _recipe.Grade switch
        {
            1 => _random.Uniform(-14, -2),
            2 => _random.Uniform(-17, -4),
            3 => _random.Uniform(-24, -9),
            _ => _random.Uniform(-36, -18),
        };
        Line(surface, level, _random.Uniform(0.025, 0.07), 0.75, 0.2);
        var echoes = _random.Whole(0, 3);
        for (var i = 0; i < echoes; i++)
        {
            var below = _random.Uniform(0.3, 1.8);
            Line(Along(centre - reach1 * _random.Uniform(0.1, 0.6), centre + reach2 * _random.Uniform(0.1, 0.6), a => Surface(a) + below),
                _brightness + _random.Uniform(-50, -32), 0.04, 0.4, 0.1);
        }
    }

    private void Contact((double A, double B)[] outline)
    {
        foreach (var end in new[] { outline[0], outline[OutlinePoints / 2] })
            if (_random.Chance(0.35))
                _anatomy.Shadows.Add((end.A + _random.Uniform(-0.2, 0.2), _random.Uniform(0.15, 0.6), end.B + 0.05,
                    _random.Uniform(3, 14)));
        var gaps = _random.Whole(-2, 2);
        for (var i = 0; i < gaps; i++)
            _anatomy.Shadows.Add((_random.Chance(0.6) ? _random.Pick(0, _span) : _random.Uniform(0, _span), _random.Uniform(0.1, 0.8),
                _random.Uniform(0, 0.2), _random.Uniform(2, 9)));
    }
}
