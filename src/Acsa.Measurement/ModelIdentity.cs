namespace Acsa.Measurement;

/// <summary>Which model made a mask: the package's id and version, and the SHA-256 (lower-case hex) of its manifest and members
/// together.</summary>
public sealed record ModelIdentity(string Id, string Version, string Sha256);
