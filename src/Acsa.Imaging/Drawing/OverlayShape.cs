namespace Acsa.Imaging;

/// <summary>A mask to be shown, image-sized, and its colour.</summary>
public sealed record OverlayShape(Mask Mask, RgbColour Colour);
