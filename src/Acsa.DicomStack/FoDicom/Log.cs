using Microsoft.Extensions.Logging;

namespace Acsa.DicomStack;

static partial class Log
{
    [LoggerMessage(2050, LogLevel.Error, "A received data set could not be handed on")]
    public static partial void SinkFailed(ILogger log, Exception error);
}
