namespace Acsa.Measurement;

/// <summary>How bright one muscle of healthy people is on one device and setting (config/references/README.md).</summary>
/// <param name="IsSynthetic">An example of the format: it is read and checked, and never applied.</param>
/// <param name="People">How many people it was made from.</param>
/// <param name="Ages">Of those people, in years; it holds for no other age.</param>
/// <param name="ResidualSd">SD of the people around the equation, in grey levels.</param>
public sealed record ReferenceTable(
    string Id, string Version, bool IsSynthetic, string Population, string Authority, int People, ReferenceKey Key, Interval Ages,
    ReferenceEquation Equation, double ResidualSd);
