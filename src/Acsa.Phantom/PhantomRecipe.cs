using Acsa.Imaging;

namespace Acsa.Phantom;

/// <summary>What one phantom is to show; the finer points are drawn from the same seed and index when it is rendered.</summary>
/// <param name="Seed">Seed of the set.</param>
/// <param name="Index">0-based number within the set.</param>
/// <param name="Structure">The muscle in view.</param>
/// <param name="Laterality">The thigh's side.</param>
/// <param name="Grade">1 (dark, healthy) to 4 (as bright as fat, bone hardly seen), after Heckmatt.</param>
/// <param name="Geometry">How the beams lie.</param>
/// <param name="ImageWidth">Width of the scanner's screen in pixels.</param>
/// <param name="ImageHeight">Height of the scanner's screen in pixels.</param>
/// <param name="Frames">1, or the length of a cine loop.</param>
/// <param name="Colour">Whether the screen is RGB rather than MONOCHROME2.</param>
public sealed record PhantomRecipe(
    ulong Seed,
    int Index,
    PhantomStructure Structure,
    Laterality Laterality,
    int Grade,
    PhantomGeometry Geometry,
    int ImageWidth,
    int ImageHeight,
    int Frames,
    bool Colour)
{
    /// <summary>Cut along the fibres instead of across: nothing to measure, the mask is empty. Only training asks for it.</summary>
    public bool Longitudinal { get; init; }

    /// <summary>Whether the muscle and its neighbours have the shape of a real section rather than one drawn by formula.</summary>
    public bool MeasuredShape { get; init; }

    /// <summary>Whether depth and gain are set as far off as examiners ever do.</summary>
    public bool Extreme { get; init; }

    /// <summary>Where the muscle runs out of the picture. Only training and the tests of doubt ask for it.</summary>
    public PhantomCut Cut { get; init; }

    /// <summary>How much of the muscle's width (or thickness, when cut below) lies outside the picture: 0 to 0.6.</summary>
    public double CutShare { get; init; }

    private static readonly (int Width, int Height)[] Screens =
        [(640, 480), (800, 600), (800, 652), (1024, 768), (1152, 864), (1280, 960), (1456, 819), (720, 576)];

    /// <summary>The recipe of phantom <paramref name="index"/> of the set with this seed: always the same.</summary>
    public static PhantomRecipe Draw(ulong seed, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = PhantomRandom.For(seed, index, stream: 0);
        var structure = random.Chance(0.5) ? PhantomStructure.RectusFemoris : PhantomStructure.VastusLateralis;
        var laterality = random.Chance(0.5) ? Laterality.Left : Laterality.Right;
        var grade = random.Pick(1, 1, 1, 2, 2, 2, 3, 3, 4);
        var geometry = structure == PhantomStructure.RectusFemoris
            ? random.Pick(PhantomGeometry.Linear, PhantomGeometry.Linear, PhantomGeometry.Trapezoid, PhantomGeometry.Panoramic,
                PhantomGeometry.Panoramic)
            : random.Pick(PhantomGeometry.Linear, PhantomGeometry.Trapezoid, PhantomGeometry.Trapezoid, PhantomGeometry.Panoramic,
                PhantomGeometry.Panoramic, PhantomGeometry.Panoramic,
                PhantomGeometry.Panoramic, PhantomGeometry.Panoramic);
        var (width, height) = random.Pick<(int, int)>(Screens);
        // A panoramic sweep is a still picture.
        var frames = geometry != PhantomGeometry.Panoramic && random.Chance(0.2) ? random.Whole(3, 6) : 1;
        return new(seed, index, structure, laterality, grade, geometry, width, height, frames, random.Chance(0.4))
        {
            MeasuredShape = PhantomRandom.For(seed, index, stream: 8).Chance(0.5),
        };
    }

    /// <summary>The recipe of phantom <paramref name="index"/> of the set with this seed and kind of view: always the same.</summary>
    public static PhantomRecipe Draw(ulong seed, int index, PhantomView view)
    {
        var recipe = Draw(seed, index);
        return view switch
        {
            PhantomView.Extreme => recipe.WithExtremes(),
            PhantomView.Cut => recipe.WithCut(),
            // A sweep is never made along the fibres.
            PhantomView.Longitudinal => recipe with { Longitudinal = true, Geometry = recipe.Geometry == PhantomGeometry.Panoramic
                ? PhantomGeometry.Linear : recipe.Geometry },
            PhantomView.Mixed => (index % 6) switch
            {
                1 => Draw(seed, index, PhantomView.Longitudinal),
                2 => recipe.WithCut(),
                4 => recipe.WithExtremes(),
                _ => recipe,
            },
            _ => recipe,
        };
    }

    private PhantomRecipe WithExtremes() => this with { Extreme = true, Grade = Stream(10).Pick(1, 2, 3, 4) };

    /// <summary>The same muscle, running out of the picture at a side and by a share that the seed decides.</summary>
    private PhantomRecipe WithCut()
    {
        var random = Stream(9);
        return this with { Cut = random.Pick(PhantomCut.Left, PhantomCut.Right, PhantomCut.Left, PhantomCut.Right, PhantomCut.Below),
            CutShare = random.Uniform(0.08, 0.6) };
    }

    internal PhantomRandom Stream(int stream) => PhantomRandom.For(Seed, Index, stream);
}
