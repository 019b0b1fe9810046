namespace Acsa.Phantom;

/// <summary>An entry of truth.json; the first four hold for frame 1.</summary>
internal sealed record PhantomTruth(
    string File,
    double AreaCm2,
    double MeanGrey,
    string Mask,
    string Structure,
    string Laterality,
    int Grade,
    string Geometry,
    string Shape,
    double PixelXCm,
    double PixelYCm,
    PhantomFrameTruth[] Frames);

/// <summary>What is true of one frame (1-based).</summary>
internal sealed record PhantomFrameTruth(int Frame, double AreaCm2, double MeanGrey, string Mask);
