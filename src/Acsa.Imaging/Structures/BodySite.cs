namespace Acsa.Imaging;

/// <summary>A region of the body that holds structures.</summary>
/// <param name="Key">Kebab-case key, for example <c>thigh</c>.</param>
/// <param name="Code">Its code.</param>
/// <param name="BodyParts">Values of Body Part Examined (0018,0015) that are compatible with it.</param>
/// <param name="Words">Names by which it is recognised, as normalised words (<see cref="WordText"/>).</param>
public sealed record BodySite(string Key, CodedConcept Code, IReadOnlyList<string> BodyParts, IReadOnlyList<string[]> Words);
