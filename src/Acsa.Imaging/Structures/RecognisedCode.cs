namespace Acsa.Imaging;

/// <summary>A code that stands for a structure in what a scanner sends, and the side it states, if it states one.</summary>
public sealed record RecognisedCode(string Value, string Scheme, Laterality Laterality);
