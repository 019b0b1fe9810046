namespace Acsa.Worker.Reader;

/// <summary>The Segmentation that outlines came back in, and whose they are.</summary>
/// <param name="ReaderName">As PN value; null when it names nobody.</param>
sealed record EditSource(string SopInstanceUid, string? ReaderName);
