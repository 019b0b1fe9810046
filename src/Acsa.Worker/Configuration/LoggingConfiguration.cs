using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Configuration;

/// <summary>How the log is written.</summary>
/// <param name="IsJson">One JSON object a line instead of text.</param>
/// <param name="Level">What is written at least.</param>
sealed record LoggingConfiguration(bool IsJson, LogLevel Level)
{
    public static LoggingConfiguration Default { get; } = new(false, LogLevel.Information);
}
