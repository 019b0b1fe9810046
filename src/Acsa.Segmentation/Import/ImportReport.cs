namespace Acsa.Segmentation;

/// <summary>What an import came to.</summary>
/// <param name="Golden">The golden case on the processor.</param>
/// <param name="HasForeignMask">Whether the golden mask is the source framework's own.</param>
/// <param name="OutputDifference">
/// Largest difference of a member's raw output from that of the source framework; null when no such output came with the model.
/// </param>
public sealed record ImportReport(ModelPackage Package, GoldenResult Golden, bool HasForeignMask, double? OutputDifference);
