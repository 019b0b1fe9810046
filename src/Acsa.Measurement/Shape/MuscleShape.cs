using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>
/// Thickness and width of a muscle in cm, across and along its superficial fascia ("fascia-perpendicular-1", docs/measurements.md).
/// </summary>
/// <param name="ThicknessCm">On the line through the centroid; a gap on it is not counted. Null when the line misses the muscle.</param>
/// <param name="MaximumThicknessCm">On the line where it is largest.</param>
/// <param name="WidthCm">From end to end of the outline, along the fascia.</param>
/// <param name="FasciaDegrees">Slope of the superficial fascia to the image's rows, clockwise on the screen.</param>
internal sealed record MuscleShape(double? ThicknessCm, double MaximumThicknessCm, double WidthCm, double FasciaDegrees)
{
    /// <summary>Null for an empty or hair-thin mask.</summary>
    public static MuscleShape? Measure(MuscleFrame? frame)
    {
        if (frame is null) return null;
        var atCentroid = Length(frame, 0);
        var largest = atCentroid;
        // Lines a pixel apart, one of them through the centroid.
        for (var line = (int)Math.Ceiling(frame.Along.Low / frame.Step); line * frame.Step <= frame.Along.High; line++)
            largest = Math.Max(largest, Length(frame, line * frame.Step));
        return largest > 0
            ? new(atCentroid > 0 ? atCentroid : null, largest, frame.Along.High - frame.Along.Low, frame.Angle * 180 / Math.PI)
            : null;
    }

    private static double Length(MuscleFrame frame, double along)
    {
        double length = 0;
        foreach (var piece in frame.PiecesAcross(along)) length += piece.High - piece.Low;
        return length;
    }
}
