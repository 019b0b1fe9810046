using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>One earlier area of a structure.</summary>
/// <param name="Structure">Key of config/structures.json.</param>
public sealed record PriorValue(DateOnly Date, string Structure, Laterality Laterality, double AreaCm2);
