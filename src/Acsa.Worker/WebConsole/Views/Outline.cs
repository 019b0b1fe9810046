using Acsa.Imaging;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>A segment's mask in one frame, as it was written into the Segmentation.</summary>
sealed record Outline(int Number, string Label, Mask Mask);
