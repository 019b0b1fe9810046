namespace Acsa.Worker.Retention;

/// <summary>A file with a row.</summary>
/// <param name="File">Relative to its folder.</param>
sealed record KeptFile(long Id, string File);
