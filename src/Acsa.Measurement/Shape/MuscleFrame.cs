using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>
/// The directions along and across a muscle, found on its outline: along the superficial fascia, and at a right angle to it into the depth.
/// All in centimetres, so pixels need not be square.
/// </summary>
internal sealed class MuscleFrame
{
    // Lines on which the superficial border is looked for, over the middle half of the width.
    private const int BorderLines = 33;

    private readonly SmoothMask _smooth;
    private readonly PixelSize _size;

    private MuscleFrame(SmoothMask smooth, PixelSize size, double centroidX, double centroidY, double angle)
    {
        (_smooth, _size, CentroidXCm, CentroidYCm, Angle) = (smooth, size, centroidX, centroidY, angle);
        (Sin, Cos) = Math.SinCos(angle);
        (Along, Across) = OutlineExtent.Of(smooth, size, centroidX, centroidY, Sin, Cos);
    }

    public double CentroidXCm { get; }
    public double CentroidYCm { get; }

    /// <summary>Of the fascia to the image's rows, in radians, clockwise on the screen, within ±90°.</summary>
    public double Angle { get; }

    /// <summary>Where the outline lies along the fascia, in cm from the centroid.</summary>
    public Interval Along { get; }

    /// <summary>Where the outline lies across it, deeper is larger, in cm from the centroid.</summary>
    public Interval Across { get; }

    /// <summary>The blurred mask.</summary>
    public SmoothMask Smooth => _smooth;

    private double Sin { get; }
    private double Cos { get; }

    /// <summary>The shorter side of a pixel, in cm.</summary>
    public double Step => Math.Min(_size.XCm, _size.YCm);

    /// <summary>Null for an empty or hair-thin mask.</summary>
    public static MuscleFrame? Of(Mask mask, PixelSize size)
    {
        if (mask.Moments() is not { } moments || SmoothMask.Create(mask, size) is not { } smooth) return null;
        var (x, y) = (moments.CentroidX * size.XCm, moments.CentroidY * size.YCm);
        var first = new MuscleFrame(smooth, size, x, y, PrincipalAngle(moments, size));
        if (!(first.Along.High > first.Along.Low)) return null;
        return first.SuperficialSlope() is { } slope ? new(smooth, size, x, y, first.Angle + Math.Atan(slope)) : first;
    }

    /// <summary>
    /// The pieces of the mask on the line across the muscle at <paramref name="along"/>, from superficial to deep, in cm.
    /// </summary>
    public List<Interval> PiecesAcross(double along) => PiecesAcross(along, _smooth, Across);

    /// <summary>The same line through another mask's blurred picture, over the whole image.</summary>
    public List<Interval> PiecesAcross(double along, SmoothMask other, Interval range) =>
        new LinePieces(other, ToImage(along, 0), -Sin / _size.XCm, Cos / _size.YCm).Find(range, Step);

    /// <summary>A point on a line across the muscle, in pixels of the image.</summary>
    private ImagePoint ToImage(double along, double across) =>
        new((CentroidXCm + along * Cos - across * Sin) / _size.XCm, (CentroidYCm + along * Sin + across * Cos) / _size.YCm);

    // The one of the two principal axes that lies nearer to the rows: the transducer is at the top, so thickness goes down, also where a
    // muscle is thicker than wide.
    private static double PrincipalAngle(MaskMoments moments, PixelSize size)
    {
        var xx = moments.CovarianceXx * size.XCm * size.XCm;
        var xy = moments.CovarianceXy * size.XCm * size.YCm;
        var yy = moments.CovarianceYy * size.YCm * size.YCm;
        var angle = 0.5 * Math.Atan2(2 * xy, xx - yy);
        return angle > Math.PI / 4 ? angle - Math.PI / 2 : angle < -Math.PI / 4 ? angle + Math.PI / 2 : angle;
    }

    // Least squares through the first border met from above; null when it is met nowhere.
    private double? SuperficialSlope()
    {
        double n = 0, sumS = 0, sumT = 0, sumSs = 0, sumSt = 0;
        var (from, to) = (0.75 * Along.Low + 0.25 * Along.High, 0.25 * Along.Low + 0.75 * Along.High);
        for (var i = 0; i < BorderLines; i++)
        {
            var s = from + (to - from) * i / (BorderLines - 1);
            if (PiecesAcross(s) is not [var first, ..]) continue;
            n++;
            sumS += s;
            sumT += first.Low;
            sumSs += s * s;
            sumSt += s * first.Low;
        }
        var spread = n * sumSs - sumS * sumS;
        return n >= 2 && spread > 0 ? (n * sumSt - sumS * sumT) / spread : null;
    }
}
