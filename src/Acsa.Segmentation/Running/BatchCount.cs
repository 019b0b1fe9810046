namespace Acsa.Segmentation;

/// <summary>How much a model has run since it was opened.</summary>
/// <param name="Batches">Runs.</param>
/// <param name="Tiles">Inputs in them: images, mirror images, reflections, windows.</param>
public readonly record struct BatchCount(long Batches, long Tiles);
