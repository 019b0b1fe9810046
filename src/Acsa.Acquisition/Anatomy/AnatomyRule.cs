using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>A site's own rule: words in an attribute that stand for a muscle, a side or a plane.</summary>
internal sealed record AnatomyRule(string Name, string Attribute, string[] Words, string? Structure, Laterality Side, string? View);
