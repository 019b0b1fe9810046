using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>What an earlier study of the same person said of a structure that this image shows too.</summary>
/// <param name="Structure">Key of config/structures.json.</param>
/// <param name="AreaCm2">Mean of its images.</param>
/// <param name="Images">How many those are.</param>
/// <param name="Change">Of the area, in percent of the earlier; null where the two cannot be compared.</param>
/// <param name="Difference">Why not, as the end of a sentence; null where they can.</param>
/// <param name="Reports">The reports that said so.</param>
public sealed record PriorComparison(
    string Structure, Laterality Laterality, DateOnly Date, double AreaCm2, int Images, double? Change, string? Difference,
    IReadOnlyList<InstanceReference> Reports)
{
    /// <summary>In words, without the structure's name.</summary>
    internal string Sentence => string.Create(CultureInfo.InvariantCulture,
        $"on {Date:yyyy-MM-dd} the area was {AreaCm2:0.00} cm²{(Images > 1 ? $" (mean of {Images} images)" : "")}; ")
        + (Change is { } percent ? string.Create(CultureInfo.InvariantCulture, $"the change is {percent:+0.0;-0.0;0.0} %.")
        : $"no change is given: {Difference}.");
}
