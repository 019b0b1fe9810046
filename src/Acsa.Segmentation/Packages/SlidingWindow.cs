namespace Acsa.Segmentation;

/// <summary>How a model that sees a window at a time goes over the image.</summary>
/// <param name="Step">Step from window to window as a part of its side, above 0 up to 1; 0.5: they overlap by half.</param>
/// <param name="IsGaussian">
/// Whether the middle of a window counts more than its border: weights exp(−d²/2σ²) with σ an eighth of the side; else all alike.
/// </param>
public sealed record SlidingWindow(double Step, bool IsGaussian);
