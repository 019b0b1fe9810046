using System.Globalization;

namespace Acsa.Worker.Segments;

/// <summary>Image Orientation (Patient) (0020,0037) of objects whose pixels are laid over an image's one by one.</summary>
static class PlaneOrientation
{
    const double Tolerance = 1e-3;
    static readonly double[] Unturned = [1, 0, 0, 0, 1, 0];

    /// <summary>Whether it is what programs write for a picture that has no place in the patient: rows and columns as they are.</summary>
    public static bool IsUnturned(IReadOnlyList<double> cosines) => AreSame(cosines, Unturned);

    public static bool AreSame(IReadOnlyList<double> one, IReadOnlyList<double> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) < Tolerance);

    /// <summary>As DICOM writes it, rounded.</summary>
    public static string Words(IReadOnlyList<double> cosines) =>
        string.Join('\\', cosines.Select(value => value.ToString("0.####", CultureInfo.InvariantCulture)));
}
