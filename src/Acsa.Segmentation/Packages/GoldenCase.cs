namespace Acsa.Segmentation;

/// <summary>An image whose mask is known: a model that runs rightly on this machine reaches the Dice.</summary>
/// <param name="Image">PNG in the package, analysed whole.</param>
/// <param name="Mask">PNG of the same size.</param>
public sealed record GoldenCase(string Image, string Mask, string Structure, double MinimumDice);
