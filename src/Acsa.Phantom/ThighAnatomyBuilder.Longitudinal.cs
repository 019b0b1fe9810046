namespace Acsa.Phantom;

internal sealed partial class ThighAnatomyBuilder
{
    /// <summary>
    /// The same thigh cut along its fibres: aponeuroses from side to side, oblique fascicles between them, no cross-section to outline.
    /// What a network has to have seen to leave such a picture alone.
    /// </summary>
    private void BuildLongitudinal()
    {
        _level = TargetLevel();
        Patch([(-1, 0), (_span + 1, 0), (_span + 1, _bottom + 1), (-1, _bottom + 1)], MuscleTissue(_level, _recipe.Grade));
        double above = 0, below = _size.Gap + _size.TargetThickness, slope = _random.Normal() * 0.06;
        var muscles = _random.Whole(1, 3);
        for (var i = 0; i < muscles; i++)
        {
            double upper = above, lower = below, tilt = slope;
            double Top(double a) => Fascia(a) + upper;
            double Bottom(double a) => Fascia(a) + lower + tilt * (a - _span / 2);
            if (i > 0)
            {
                var tissue = MuscleTissue(_level + 3 * _random.Normal(), _recipe.Grade);
                Patch([.. Along(-1, _span + 1, Top), (_span + 1, _bottom + 1), (-1, _bottom + 1)], tissue);
            }
            Fascicles(Top, Bottom);
            Line(Along(-0.5, _span + 0.5, Bottom), _brightness + _random.Uniform(-22, -6), _random.Uniform(0.012, 0.04), 0.6, 0.4);
            above = below;
            below += _random.Uniform(0.7, 2.2);
            slope = _random.Normal() * 0.06;
        }
        Superficial();
        if (_random.Chance(0.4))
        {
            double depth = above + _random.Uniform(0.2, 1.5), fall = _random.Normal() * 0.05;
            double Bone(double a) => Fascia(a) + depth + fall * a;
            Patch([.. Along(-1, _span + 1, Bone), (_span + 1, _bottom + 2), (-1, _bottom + 2)], new Tissue(-60, 3, 0.4, 0.1, 12));
            Line(Along(-0.5, _span + 0.5, Bone), _brightness + _random.Uniform(-16, -4), _random.Uniform(0.02, 0.05), 0.7, 0.4);
        }
        FasciaLata();
        FatSepta();
        SkinLines();
    }

    private void Fascicles(Func<double, double> top, Func<double, double> bottom)
    {
        // Pennation of 5° to 30°, to either side.
        var pennation = _random.Uniform(0.09, 0.58) * (_random.Chance(0.5) ? 1 : -1);
        var count = (int)(_span * _random.Uniform(3, 22));
        double level = _level + _random.Uniform(10, 24), sigma = _random.Uniform(0.007, 0.022), typical = _random.Uniform(0.4, 2);
        for (var i = 0; i < count; i++)
        {
            double start = _random.Uniform(-1, _span), length = typical * _random.Uniform(0.3, 1.7), share = _random.NextUnit();
            double lean = pennation + 0.04 * _random.Normal(), depth = top(start) + share * (bottom(start) - top(start));
            var points = new List<(double, double)>();
            foreach (var (a, b) in Along(start, start + length, a => depth + lean * (a - start)))
                if (b > top(a) + 0.03 && b < bottom(a) - 0.03) points.Add((a, b));
            Line([.. points], level + _random.Uniform(-8, 3), sigma, _random.Uniform(0.2, 0.9), 0.4);
        }
    }
}
