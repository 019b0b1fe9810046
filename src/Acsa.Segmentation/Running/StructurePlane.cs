using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>What the model says about one structure, on the crop's grid.</summary>
/// <param name="Chosen">Where it is the most probable class; null where the threshold decides.</param>
sealed record StructurePlane(FloatPlane Probabilities, Mask? Chosen);
