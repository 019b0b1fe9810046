using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>Thickness of the subcutaneous fat over a muscle, at a right angle to the muscle's superficial fascia.</summary>
/// <param name="AtCentroidCm">On the line through the muscle's centroid; null when no fat lies on it.</param>
/// <param name="MeanCm">Mean over 33 lines on the middle half of the muscle's width; a line without fat counts as 0.</param>
public sealed record SubcutaneousFat(double? AtCentroidCm, double MeanCm)
{
    private const int Lines = 33;

    /// <summary>
    /// Fat that lies deeper than the muscle's superficial border is not counted. Null when there is no fat over the muscle.
    /// </summary>
    internal static SubcutaneousFat? Measure(MuscleFrame? muscle, Mask fat, PixelSize size)
    {
        if (muscle is null || SmoothMask.Create(fat, size) is not { } smooth) return null;
        var reach = Math.Sqrt(Square(fat.Width * size.XCm) + Square(fat.Height * size.YCm));
        double sum = 0;
        var (from, to) = (0.75 * muscle.Along.Low + 0.25 * muscle.Along.High, 0.25 * muscle.Along.Low + 0.75 * muscle.Along.High);
        for (var i = 0; i < Lines; i++) sum += Over(from + (to - from) * i / (Lines - 1));
        if (sum <= 0) return null;
        var central = Over(0);
        return new(central > 0 ? central : null, sum / Lines);

        double Over(double along)
        {
            if (muscle.PiecesAcross(along) is not [var first, ..]) return 0;
            double length = 0;
            foreach (var piece in muscle.PiecesAcross(along, smooth, new(-reach, first.Low)))
                length += Math.Max(0, Math.Min(piece.High, first.Low) - piece.Low);
            return length;
        }
    }

    private static double Square(double value) => value * value;
}
