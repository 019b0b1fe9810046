namespace Acsa.Worker.Configuration;

/// <summary>One thing wrong with a configuration file.</summary>
/// <param name="File">The file.</param>
/// <param name="Path">JSON path, for example <c>$.destinations[0].port</c>.</param>
/// <param name="Value">The value found there, as written; <c>(absent)</c> when there is none.</param>
/// <param name="Expected">What was expected.</param>
sealed record ConfigurationError(string File, string Path, string Value, string Expected)
{
    public override string ToString() => $"{File}: {Path} is {Value}; expected {Expected}";
}
