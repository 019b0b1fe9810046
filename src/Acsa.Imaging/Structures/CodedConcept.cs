namespace Acsa.Imaging;

/// <summary>A code, the scheme that defines it and its meaning in English (PS3.3 8): for example 72226001, SCT, "Rectus femoris".</summary>
public sealed record CodedConcept(string Value, string Scheme, string Meaning)
{
    /// <summary>Whether value and scheme are the same; the meaning is for people and does not count (PS3.3 8.3).</summary>
    public bool IsSameAs(string value, string scheme) => Value == value && Scheme == scheme;
}
