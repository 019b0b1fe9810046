using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>What the mask might have been, in the grid of the whole image.</summary>
/// <param name="Inner">Where the model is at least three quarters sure; not cleaned up.</param>
/// <param name="Outer">Where it is at least one quarter sure; not cleaned up.</param>
/// <param name="Mirror">The mask of the mirror image, mirrored back and cleaned up; null when the manifest does not ask for it.</param>
public sealed record MaskAlternatives(Mask Inner, Mask Outer, Mask? Mirror);
