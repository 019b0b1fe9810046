using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>Runs a package's golden case: proof that a model gives on this machine what it gave where it was made.</summary>
public static class GoldenCheck
{
    /// <summary>Runs the golden case; null when the package has none.</summary>
    /// <exception cref="ModelPackageException">A golden file has changed since the package was loaded and cannot be read.</exception>
    public static GoldenResult? Run(Segmenter segmenter, CancellationToken cancellationToken = default)
    {
        if (segmenter.Package.Manifest.Golden is not { } golden || segmenter.Package.ReadGolden() is not { } files) return null;
        var whole = new PixelRectangle(0, 0, files.Image.Width - 1, files.Image.Height - 1);
        var result = segmenter.SegmentOnce(files.Image, whole, golden.Structure, cancellationToken);
        return new GoldenResult(Dice(result.Mask, files.Mask), golden.MinimumDice, result.Provider);
    }

    /// <summary>2 |A ∩ B| / (|A| + |B|); two empty masks agree fully.</summary>
    internal static double Dice(Mask left, Mask right)
    {
        long both = 0;
        for (var i = 0; i < left.Pixels.Length; i++) both += left.Pixels[i] & right.Pixels[i];
        var sum = (long)left.CountInside() + right.CountInside();
        return sum == 0 ? 1 : 2.0 * both / sum;
    }
}
