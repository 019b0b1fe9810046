using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Hosting;

/// <summary>One line of the log.</summary>
sealed record LogLine(DateTimeOffset At, LogLevel Level, int EventId, string Source, string Text);
