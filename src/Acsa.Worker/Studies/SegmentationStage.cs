using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Segmentation;

namespace Acsa.Worker.Studies;

/// <summary>Chooses the model for what an image shows, and runs it.</summary>
sealed class SegmentationStage(AnalysisSetup setup)
{
    // Grey levels between the darkest and the brightest pixel: noise of compression on a frozen empty screen has fewer.
    const int LeastContrast = 8;

    const string Blank = "The image is blank.";

    // A picture that nothing names is only reported when the model is as sure as it has to be anywhere.
    const double CertaintyForUnnamed = Measurement.QualityThresholds.ModelCertainty;

    /// <param name="models">Ids of the only models that may be asked; null = any.</param>
    public IReadOnlyList<FoundStructure> Run(
        Frame frame, PixelRectangle area, AnatomyReading anatomy, IReadOnlySet<string>? models, CancellationToken stop) =>
        anatomy.Refusal is { } refusal ? [new(null, null, [refusal])]
        : anatomy.Structures.Count > 0
            ? [.. anatomy.Structures.Select(structure =>
                Named(frame, area, structure, isAlone: anatomy.Structures.Count == 1, models, stop))]
            : [Unnamed(frame, area, anatomy, models, stop)];

    FoundStructure Named(Frame frame, PixelRectangle area, string structure, bool isAlone, IReadOnlySet<string>? models,
        CancellationToken stop)
    {
        if (setup.Models.For(structure, models) is not { } model) return new(structure, null,
            [models is null ? $"No model for this muscle is installed ({NameOf(structure)})."
                : $"None of the models that the routing rules allow is for this muscle ({NameOf(structure)})."]);
        // Such a model outlines one muscle, whichever it is: under two names its outline would be wrong at least once.
        if (!isAlone && !model.Package.Manifest.TellsStructures)
            return new(structure, null, ["The image names several muscles, and the installed model does not tell them apart."]);
        // The model marks something even where there is nothing to see.
        if (IsBlank(frame.Grey, area)) return new(structure, null, [Blank]);
        var withFat = structure != ModelRack.Fat && model.Package.Manifest.Structures.Contains(ModelRack.Fat);
        var found = model.Segment(frame.Grey, area, withFat ? [structure, ModelRack.Fat] : [structure], stop);
        // Nobody is shown its outline to review it: what the model is not sure of has no thickness.
        return new(structure, found[0], [])
        {
            SubcutaneousFat = withFat && found[1].Certainty >= Measurement.QualityThresholds.ModelCertainty ? found[1].Mask : null,
        };
    }

    static bool IsBlank(GreyImage image, PixelRectangle area)
    {
        byte darkest = 255;
        byte brightest = 0;
        for (var y = area.Top; y <= area.Bottom; y++)
        {
            var row = image.Pixels.AsSpan(y * image.Width + area.Left, area.Width);
            foreach (var level in row) (darkest, brightest) = (Math.Min(darkest, level), Math.Max(brightest, level));
        }

        return brightest - darkest < LeastContrast;
    }

    FoundStructure Unnamed(
        Frame frame, PixelRectangle area, AnatomyReading anatomy, IReadOnlySet<string>? models, CancellationToken stop)
    {
        const string unnamed = "The image does not say which muscle it shows (series description, protocol name or anatomic region).";
        // What it says is contradictory or of another part of the body; the reasons follow.
        if (anatomy.IsDisputed) return new(null, null,
            []);
        if (setup.Models.AnyOf(models) is not { } model)
            return new(null, null, [unnamed, setup.Models.Models.Count == 0 ? "No model is installed."
            : "The installed models do not tell muscles apart."]);
        if (IsBlank(frame.Grey, area)) return new(null, null, [unnamed, Blank]);
        // The fat over a muscle is often larger than the muscle.
        var best = model.SegmentBest(frame.Grey, area, [.. ModelRack.MusclesOf(model)], stop);
        return best.Certainty >= CertaintyForUnnamed
            ? new(best.Structure, best, [$"{unnamed} The model takes it for the {NameOf(best.Structure)}."])
            : new(null, null, [$"{unnamed} The model does not recognise it."]);
    }

    string NameOf(string structure) => setup.Structures.Find(structure)?.Name ?? structure;
}
