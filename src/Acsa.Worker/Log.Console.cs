using Microsoft.Extensions.Logging;

namespace Acsa.Worker;

static partial class Log
{
    [LoggerMessage(1700, LogLevel.Information, "The console is at {Url}")]
    public static partial void ConsoleServed(ILogger log, string url);

    [LoggerMessage(1701, LogLevel.Error, "The console cannot be served at {Url}: {Problem}; the node works without it, and tries again")]
    public static partial void ConsoleNotServed(ILogger log, string url, string problem);

    [LoggerMessage(1702, LogLevel.Error, "A request to the console failed")]
    public static partial void ConsoleTrouble(ILogger log, Exception error);
}
