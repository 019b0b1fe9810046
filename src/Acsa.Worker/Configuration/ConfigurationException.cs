namespace Acsa.Worker.Configuration;

/// <summary>A configuration that cannot be used; it lists everything wrong, not only the first.</summary>
sealed class ConfigurationException(IReadOnlyList<ConfigurationError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<ConfigurationError> Errors { get; } = errors;
}
