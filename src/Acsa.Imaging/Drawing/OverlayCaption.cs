namespace Acsa.Imaging;

/// <summary>A caption below a picture.</summary>
/// <param name="Colour">The colour of the outline that it speaks of; null for the neutral one.</param>
public sealed record OverlayCaption(string Text, RgbColour? Colour = null);
