namespace Acsa.Phantom;

/// <summary>The main measures of a phantom's anatomy in cm, and the geometry of a scan that shows it.</summary>
internal sealed record ThighDimensions(
    ScanGeometry Geometry, double Skin, double Fat, double Gap, double TargetWidth, double TargetThickness, double TargetCentre,
        double Vastus)
{
    public static ThighDimensions Draw(PhantomRecipe recipe)
    {
        var random = recipe.Stream(1);
        var rectus = recipe.Structure == PhantomStructure.RectusFemoris;
        var panoramic = recipe.Geometry == PhantomGeometry.Panoramic;
        var skin = random.Uniform(0.09, 0.24);
        var fat = 0.3 + (rectus ? 1.6 : 2.0) * PortableMath.Pow(random.NextUnit(), 1.7);
        var gap = random.Uniform(0.02, 0.1);
        var (thickness, ratio) = rectus
            ? (random.Uniform(1.0, 3.1), panoramic ? random.Uniform(2, 4.4) : random.Uniform(1.6, 3.8))
            : (random.Uniform(1.2, 3.2), panoramic ? random.Uniform(3.8, 7.5) : random.Uniform(2.2, 4));
        var width = rectus ? Math.Clamp(thickness * ratio, panoramic ? 3.2 : 2.4, 9.5) : Math.Clamp(thickness * ratio, 5.0, 14);
        // How much of the field the muscle takes; a few run out of it at one side.
        var share = panoramic ? random.Uniform(0.58, rectus ? 0.92 : 0.94) : random.Uniform(rectus ? 0.62 : 0.78, rectus ? 0.92 : 0.96);
        var vastus = random.Uniform(0.6, 2.6);
        // No sweep around a thigh is longer than this.
        var field = Math.Min(width / share, Math.Max(17, width * 1.1));
        if (recipe.Geometry == PhantomGeometry.Linear)
        {
            field = random.Uniform(rectus ? 3.6 : 4.4, 6.4);
            width = field * share;
            thickness = Math.Clamp(width / ratio, 0.9, 3.2);
        }
        var bottom = skin + fat + gap + thickness;
        var depth = Math.Clamp(Math.Max(bottom + random.Uniform(0.35, 0.8), bottom + vastus + random.Uniform(-0.6, 2.4)), 2.6, 8.5);
        if (recipe.Extreme) depth = recipe.Stream(12).Chance(0.5) ? bottom + 0.25 : Math.Min(9, 1.6 * bottom + 2);
        if (recipe.Cut == PhantomCut.Below) depth = bottom - recipe.CutShare * thickness;
        var spread = random.Uniform(0.05, 0.16);
        ScanGeometry geometry;
        if (recipe.Geometry == PhantomGeometry.Trapezoid)
        {
            var face = random.Uniform(3.6, 5.2);
            var across = face * (1 + spread * (skin + fat + gap + 0.4 * thickness));
            width = Math.Min(width, across * share);
            thickness = Math.Clamp(width / ratio, 0.9, thickness);
            geometry = new TrapezoidGeometry(face, depth, spread);
            field = across;
        }
        else if (recipe.Geometry == PhantomGeometry.Linear)
            geometry = new LinearGeometry(field, depth);
        else
            geometry = Sweep(random, field, depth);
        var room = Math.Max(0.05, (field - width) / 2 * (random.Chance(0.06) ? 1.3 : 0.85));
        var centre = recipe.Cut switch
        {
            PhantomCut.Left => width * (0.5 - recipe.CutShare),
            PhantomCut.Right => geometry.TissueWidth - width * (0.5 - recipe.CutShare),
            _ => geometry.TissueWidth / 2 + random.Uniform(-1, 1) * room,
        };
        return new(geometry, skin, fat, gap, width, thickness, centre, vastus);
    }

    private static PanoramicGeometry Sweep(PhantomRandom random, double field, double depth)
    {
        // The whole bend, 15° to 70°, but never so tight that beams cross within the range.
        var bend = Math.Min(random.Uniform(0.25, 1.2), 0.55 * field / depth);
        var mean = bend / field;
        var wobble = new SmoothNoise(random, field / random.Uniform(2, 5), field);
        var style = random.Whole(0, 3);
        var (flatFrom, flatTo) = style switch
        {
            0 => (0.0, random.Uniform(0.15, 0.55)),
            1 => (random.Uniform(0.45, 0.85), 1.0),
            _ => (2.0, 2.0),
        };
        var bent = style <= 1 ? 1 - (flatTo - flatFrom) : 1;
        var levelAt = style switch { 0 => 0.02, 1 => 0.97, _ => random.Uniform(0.38, 0.62) };
        var limit = 0.75 / depth;
        return new(field, depth, u =>
        {
            var along = u / field;
            var curved = mean / bent * (1 + 0.5 * wobble.At(u));
            if (style <= 1)
                curved *= 1 - PortableMath.SmoothStep(flatFrom - 0.12, flatFrom, along)
                    * (1 - PortableMath.SmoothStep(flatTo, flatTo + 0.12, along));
            return Math.Min(curved, limit);
        }, levelAt);
    }
}
