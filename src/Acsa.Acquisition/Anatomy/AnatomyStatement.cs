namespace Acsa.Acquisition;

/// <summary>One thing that one source of an instance says, with the rule by which it was read.</summary>
/// <param name="Source">The attribute, for example <c>Series Description</c>.</param>
/// <param name="Subject">structure, side, view, doubt or body part.</param>
/// <param name="Value">What it says: a structure's key, left, right, both, longitudinal, transverse …</param>
/// <param name="Rule">The entry of a table that matched, never the instance's own text.</param>
public sealed record AnatomyStatement(string Source, string Subject, string Value, string Rule);
