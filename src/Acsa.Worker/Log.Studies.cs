using Microsoft.Extensions.Logging;

namespace Acsa.Worker;

static partial class Log
{
    [LoggerMessage(1206, LogLevel.Error, "Study {Study}: the analysis of an instance did not end within {Seconds} s and was left")]
    public static partial void AnalysisLeft(ILogger log, string study, double seconds);

    [LoggerMessage(1207, LogLevel.Error, "Study {Study}: an instance ended its analysis {Attempts} times and is left out")]
    public static partial void InstanceGivenUp(ILogger log, string study, int attempts);

    [LoggerMessage(1214, LogLevel.Error,
        "Study {Study}: the file of an instance is not what was received; it is left out until it is sent again")]
    public static partial void InstanceChanged(ILogger log, string study);

    [LoggerMessage(1230, LogLevel.Warning,
        "Study {Study}: an edited outline waits until {Until} for an image that is not here or not analysed")]
    public static partial void EditWaits(ILogger log, string study, DateTimeOffset until);

    [LoggerMessage(1231, LogLevel.Error,
        "Study {Study}: the image of an edited outline did not come in time (study.editSeconds); a reader's work is not measured")]
    public static partial void EditGivenUp(ILogger log, string study);

    [LoggerMessage(1232, LogLevel.Information,
        "Study {Study}: an object of class {SopClass} is kept; outlines are measured as Segmentations only")]
    public static partial void OtherFormKept(ILogger log, string study, string sopClass);

    [LoggerMessage(1213, LogLevel.Warning,
        "Study {Study}: earlier results of an image are in {Destinations} still, do not stand any more, and nothing took their place there")]
    public static partial void EarlierResultsLeft(ILogger log, string study, string destinations);

    [LoggerMessage(1210, LogLevel.Warning, "The end of an association could not be recorded; its studies wait for study.maximumSeconds")]
    public static partial void EndNotRecorded(ILogger log, Exception error);

    [LoggerMessage(1211, LogLevel.Warning,
        "Node {Node} is gone: {Adopted} file(s) adopted, {Studies} study(s) waited for its associations")]
    public static partial void NodeGone(ILogger log, string node, int adopted, int studies);

    [LoggerMessage(1212, LogLevel.Warning, "What a node that is gone has left could not be looked after; it is tried again")]
    public static partial void HeirTrouble(ILogger log, Exception error);

    [LoggerMessage(1220, LogLevel.Error, "Unwell: {Problem}")]
    public static partial void Unwell(ILogger log, string problem);

    [LoggerMessage(1221, LogLevel.Information, "Well again: no stage holds work for too long")]
    public static partial void WellAgain(ILogger log);
}
