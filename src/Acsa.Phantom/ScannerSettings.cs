namespace Acsa.Phantom;

/// <summary>How the simulated scanner forms and shows its picture.</summary>
internal sealed record ScannerSettings(
    double LateralSigma,
    double AxialSigma,
    double FocusDepth,
    double FocalLength,
    double NoiseDb,
    double NoiseRise,
    int Looks,
    double Compounding,
    double DynamicRangeDb,
    double GainDb,
    double Gamma,
    double Blur,
    double Sharpen,
    double EdgeNoise)
{
    public static ScannerSettings Draw(PhantomRecipe recipe, double depth)
    {
        var random = recipe.Stream(3);
        var fine = random.NextUnit();
        return new(
            LateralSigma: 0.018 + 0.045 * fine * random.Uniform(0.6, 1),
            AxialSigma: 0.007 + 0.013 * fine * random.Uniform(0.5, 1),
            FocusDepth: random.Uniform(0.25, 0.7) * depth,
            FocalLength: random.Uniform(1.5, 5),
            NoiseDb: random.Uniform(-78, -56),
            NoiseRise: random.Uniform(0.2, 3),
            Looks: random.Whole(1, 4),
            Compounding: random.Chance(0.4) ? 0 : random.NextUnit(),
            DynamicRangeDb: random.Uniform(52, 78),
            GainDb: Gain(recipe, random.Uniform(-7, 6)),
            Gamma: random.Uniform(0.8, 1.8),
            Blur: random.Chance(0.4) ? 0 : random.Uniform(0.3, 1.1),
            Sharpen: random.Chance(0.25) ? random.Uniform(0.2, 0.9) : 0,
            EdgeNoise: random.Chance(0.7) ? 0 : random.Uniform(0, 0.08));
    }

    private static double Gain(PhantomRecipe recipe, double usual)
    {
        if (!recipe.Extreme) return usual;
        var random = recipe.Stream(11);
        return random.Chance(0.5) ? random.Uniform(-11, -6) : random.Uniform(5, 9);
    }
}
