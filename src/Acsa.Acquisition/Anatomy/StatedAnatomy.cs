using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>Muscle and side as the user states them; what is left open is read from the image.</summary>
public sealed record StatedAnatomy(string? Structure, Laterality Side);
