namespace Acsa.Phantom;

/// <summary>Draws a thigh: skin, fat and its septa, fasciae, the muscle in view, its neighbours and the femur.</summary>
internal sealed partial class ThighAnatomyBuilder
{
    private const int OutlinePoints = 300;

    private readonly PhantomRecipe _recipe;
    private readonly ThighDimensions _size;
    private readonly PhantomRandom _random;
    private readonly ThighAnatomy _anatomy = new();
    private readonly double _span, _bottom;
    private readonly SmoothNoise _fasciaWave, _thicknessWave, _bendA, _bendB;
    private double _level;
    private readonly double _fasciaWaveSize, _tilt, _bow, _bendSize, _brightness;

    private ThighAnatomyBuilder(PhantomRecipe recipe, ThighDimensions size)
    {
        (_recipe, _size, _random) = (recipe, size, recipe.Stream(2));
        (_span, _bottom) = (size.Geometry.TissueWidth, size.Geometry.Depth);
        _fasciaWave = new(_random, _span / _random.Uniform(2, 5), _span);
        _thicknessWave = new(_random, _span / _random.Uniform(3, 9), _span);
        _bendA = new(_random, _random.Uniform(0.8, 3), _span);
        _bendB = new(_random, _random.Uniform(0.8, 3), _bottom);
        _fasciaWaveSize = size.Fat * _random.Uniform(0.03, 0.22);
        _tilt = _random.Normal() * 0.02;
        var bendable = recipe.Geometry != PhantomGeometry.Panoramic;
        _bow = bendable ? _random.Uniform(0, 0.35) * size.TargetThickness : _random.Uniform(-0.1, 0.12) * size.TargetThickness;
        _bendSize = _random.Uniform(0, 0.07);
        _brightness = _random.Uniform(-5, 4);
    }

    /// <summary>The anatomy of a recipe: always the same.</summary>
    public static ThighAnatomy Build(PhantomRecipe recipe, ThighDimensions size)
    {
        var builder = new ThighAnatomyBuilder(recipe, size);
        if (recipe.Longitudinal) builder.BuildLongitudinal();
        else builder.Build();
        return builder._anatomy;
    }

    private void Build()
    {
        var section = _recipe.MeasuredShape ? _random.Pick<ThighSection>(ThighSections.Of(_recipe.Structure)) : null;
        var place = section is null ? null : Placing(section);
        var outline = place is null ? MuscleOutline() : Outline(Array.ConvertAll(section!.Muscle, p => place(p)));
        var neighbours = place is null ? [] : section!.Neighbours.Select(line => Array.ConvertAll(line, p => place(p))).ToArray();
        _level = TargetLevel();
        var target = MuscleTissue(_level, _recipe.Grade);
        DeepTissues(outline, target);
        Neighbours(neighbours, target);
        Superficial();
        Patch(outline, target);
        Heads(outline, target);
        _anatomy.Target = Bend(outline);
        Femur(outline);
        FasciaOf(outline, target);
        NeighboursFasciae(neighbours);
        // A real section brings its own septa: the borders of its muscles.
        if (section is null || _random.Chance(0.25)) Septa(outline);
        InnerLines(outline);
        FasciaLata();
        FatSepta();
        SkinLines();
        Contact(outline);
    }

    /// <summary>Depth of the deep fascia under the fat.</summary>
    private double Fascia(double a)
    {
        var along = (a - _size.TargetCentre) / (_span / 2);
        return Math.Max(_size.Skin + 0.12, _size.Skin + _size.Fat + _fasciaWaveSize * _fasciaWave.At(a) + _tilt * (a - _size.TargetCentre)
            + _bow * along * along);
    }

    private (double A, double B)[] MuscleOutline()
    {
        double p1 = _random.Uniform(1.8, 4.2), p2 = _random.Uniform(1.8, 4.2), q1 = _random.Uniform(0.4, 0.95),
            q2 = _random.Uniform(0.4, 0.95);
        var (droop1, droop2) = Droops();
        double skew = _random.Uniform(-0.25, 0.25);
        double steep = _random.Uniform(1.6, 3.2), wave = _random.Uniform(0, 0.16);
        double thickness = _size.TargetThickness;
        var points = new (double, double)[OutlinePoints];
        for (var i = 0; i < OutlinePoints; i++)
        {
            var turn = (double)i / OutlinePoints * 2;
            var lower = turn >= 1;
            var along = -PortableMath.Cos((lower ? 2 - turn : turn) * Math.PI);
            var a = _size.TargetCentre + _size.TargetWidth / 2 * along;
            var shifted = Math.Clamp(along + skew * (1 - along * along), -1, 1);
            var mix = PortableMath.SmoothStep(-0.6, 0.6, along);
            var half = thickness / 2 * PortableMath.Pow(1 - PortableMath.Pow(Math.Abs(shifted), p1 + mix * (p2 - p1)),
                q1 + mix * (q2 - q1));
            var droop = (droop1 + mix * (droop2 - droop1)) * PortableMath.Pow(Math.Abs(along), steep);
            var upperLimit = Fascia(a) + _size.Gap;
            var middle = upperLimit + thickness / 2 * (1 + droop);
            var b = lower ? middle + half * (1 + wave * _thicknessWave.At(a)) : middle - half;
            // The two ends meet in one point; near it the top may not cross the fascia.
            points[i] = (a, Math.Max(b, upperLimit + 0.3 * half * (lower ? 1 : 0)));
        }
        return points;
    }

    /// <summary>
    /// How far each end sinks (1: to the level of the lower side, −1: it stays under the fascia). The rectus is a lens; the vastus wraps
    /// around the femur: one end thin under the fascia, the other round and deep.
    /// </summary>
    private (double Left, double Right) Droops()
    {
        if (_recipe.Structure == PhantomStructure.RectusFemoris) return (_random.Uniform(-0.45, 0.55), _random.Uniform(-0.45, 0.55));
        if (_random.Chance(0.25)) return (_random.Uniform(-0.8, 1), _random.Uniform(-0.8, 1));
        double thin = _random.Uniform(-0.9, 0.1), round = _random.Uniform(0.2, 1);
        return _random.Chance(0.5) ? (thin, round) : (round, thin);
    }

    private double TargetLevel() => _brightness + _recipe.Grade switch
    {
        1 => _random.Uniform(-54, -44),
        2 => _random.Uniform(-48, -38),
        3 => _random.Uniform(-40, -31),
        _ => _random.Uniform(-33, -25),
    };

    private Tissue MuscleTissue(double level, int grade)
    {
        var contrast = grade switch { 1 => 1.0, 2 => 0.85, 3 => 0.6, _ => 0.4 };
        return new(
            level,
            _random.Uniform(1.5, 9) * contrast,
            _random.Uniform(0.08, 0.4),
            _random.Uniform(0.04, 0.12),
            grade switch
            {
                1 => _random.Uniform(0, 2),
                2 => _random.Uniform(0, 2.5),
                3 => _random.Uniform(1, 3.5),
                _ => _random.Uniform(2.5, 5.5),
            },
            _random.Uniform(4, 75) * (_random.Chance(0.2) ? 0.15 : 1),
            _random.Uniform(12, 27) * contrast,
            _random.Uniform(0.06, 0.42));
    }

    private Tissue FatTissue(double level) => new(
        level, _random.Uniform(0.5, 3), _random.Uniform(0.15, 0.6), _random.Uniform(0.06, 0.2), _random.Uniform(-0.5, 1),
        _random.Uniform(0, 5), _random.Uniform(3, 10), _random.Uniform(0.2, 0.6));

    private void DeepTissues((double A, double B)[] outline, Tissue muscle)
    {
        var target = _level;
        Tissue Neighbour()
        {
            // Mostly the neighbours look like the muscle itself, which is what makes its border hard to find.
            if (_random.Chance(0.7))
                return muscle with
                {
                    LevelDb = muscle.LevelDb + 1.5 * _random.Normal(),
                    StreakDb = muscle.StreakDb + 1.5 * _random.Normal(),
                    StreaksPerCm2 = muscle.StreaksPerCm2 * _random.Uniform(0.4, 1.4),
                    StreakLength = muscle.StreakLength * _random.Uniform(0.7, 1.6),
                };
            var grade = Math.Clamp(_recipe.Grade + _random.Whole(-1, 1), 1, 4);
            return MuscleTissue(target + 3 * _random.Normal(), grade);
        }
        Patch([(-1, 0), (_span + 1, 0), (_span + 1, _bottom + 1), (-1, _bottom + 1)], Neighbour());
        double left = _size.TargetCentre - _size.TargetWidth / 2, right = _size.TargetCentre + _size.TargetWidth / 2;
        double leftFoot = left + _random.Uniform(-1.2, 1.8), rightFoot = right + _random.Uniform(-1.8, 1.2);
        Patch([(-1, 0), (left, 0), (left, Fascia(left)), (leftFoot, _bottom + 1), (-1, _bottom + 1)], Neighbour());
        Patch([(right, 0), (_span + 1, 0), (_span + 1, _bottom + 1), (rightFoot, _bottom + 1), (right, Fascia(right))], Neighbour());
        if (_random.Chance(0.4))
        {
            // The wedge between a drooping end and the fascia: fat or connective tissue.
            var fill = FatTissue(_brightness + _random.Uniform(-46, -30));
            var far = _random.Uniform(0.2, 1.6);
            var deep = Math.Max(outline[0].B, outline[OutlinePoints / 2].B) + _random.Uniform(-0.1, 0.5);
            var wedge = new (double, double)[102];
            for (var i = 0; i < 100; i++)
            {
                var a = left - far - 0.8 + (right - left + 2 * far + 1.6) * i / 99;
                var outside = Math.Max(left - a, a - right) / (far + 0.8);
                var share = 1 - PortableMath.SmoothStep(-0.1, 1, outside);
                wedge[i] = (a, Fascia(a) + share * (deep - Fascia(a)) * (1 + 0.3 * _thicknessWave.At(a)));
            }
            (wedge[100], wedge[101]) = ((right + far + 0.8, 0), (left - far - 0.8, 0));
            Patch(wedge, fill);
        }
    }

    private void Superficial()
    {
        const int count = 120;
        var fat = new (double, double)[count + 3];
        for (var i = 0; i <= count; i++)
        {
            var a = -1 + (_span + 2) * i / count;
            fat[i] = (a, Fascia(a));
        }
        (fat[count + 1], fat[count + 2]) = ((_span + 1, -1), (-1, -1));
        Patch(fat, FatTissue(Math.Max(_brightness + _random.Uniform(-46, -28), _recipe.Grade == 4 ? _level - 3 : -99)));
        Patch([(-1, -1), (_span + 1, -1), (_span + 1, _size.Skin), (-1, _size.Skin)],
            new Tissue(_brightness + _random.Uniform(-34, -18), 2, 0.3, 0.05, 0));
    }

    private void Patch((double A, double B)[] outline, Tissue tissue) => _anatomy.Patches.Add(new(Bend(outline), tissue));

    /// <summary>Moves points by a smooth field, so that nothing stays ruled or elliptic.</summary>
    private (double A, double B)[] Bend((double A, double B)[] points) =>
        Array.ConvertAll(points, p => (p.A + _bendSize * _bendB.At(p.B) * 2, p.B + _bendSize * _bendA.At(p.A)));
}
