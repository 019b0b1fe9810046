namespace Acsa.Imaging;

/// <summary>Pixel count, centroid (pixel i covers [i, i + 1)) and covariance of the pixel centres, all in pixels.</summary>
public readonly record struct MaskMoments(
    long Pixels, double CentroidX, double CentroidY, double CovarianceXx, double CovarianceXy, double CovarianceYy);
