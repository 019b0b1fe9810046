using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>What one source of an instance says.</summary>
internal sealed record NamedAnatomy(string Source, IReadOnlyCollection<string> Structures, Laterality Side);
