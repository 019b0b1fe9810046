namespace Acsa.Worker.SelfTest;

/// <summary>An attribute that came back from an archive other than it was sent.</summary>
/// <param name="Path">Its tag, with those of the sequences that it lies in.</param>
/// <param name="Sent">Its value, cut where it is long.</param>
/// <param name="Back">The value that came back; null when the attribute did not.</param>
/// <param name="IsCoerced">Whether it is one of those by which archives file a patient and a study, and may have put their own
/// into.</param>
sealed record ChangedAttribute(string Path, string Name, string Sent, string? Back, bool IsCoerced)
{
    public override string ToString() => $"{Name} {Path}: sent {Sent}, came back {Back ?? "not at all"}";
}
