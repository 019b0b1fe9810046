using Microsoft.Extensions.Logging;

namespace Acsa.DicomScp;

/// <summary>Every log message of the listener; associations and titles, never a UID or anything of a patient.</summary>
static partial class Log
{
    [LoggerMessage(2000, LogLevel.Warning, "Refused a call from {Host}: {CallingAe} to {CalledAe}: {Verdict}")]
    public static partial void Refused(ILogger log, string host, string callingAe, string calledAe, AdmissionVerdict verdict);

    [LoggerMessage(2008, LogLevel.Warning, "{Host} was refused {Count} times within half an hour; not each of them is a line here")]
    public static partial void RefusedOften(ILogger log, string host, int count);

    [LoggerMessage(2009, LogLevel.Warning, "There were {Count} events {Id} within half an hour; not each of them is a line here")]
    public static partial void Often(ILogger log, int id, int count);

    [LoggerMessage(2001, LogLevel.Debug, "{Association}: instance {Verdict}")]
    public static partial void Kept(ILogger log, string association, StoreVerdict verdict);

    [LoggerMessage(2002, LogLevel.Error, "{Association}: instance not kept: {Reason}")]
    public static partial void NotKept(ILogger log, string association, string reason);

    [LoggerMessage(2003, LogLevel.Error, "{Association}: the disk is under its reserve; the instance is refused for now")]
    public static partial void NoRoom(ILogger log, string association);

    [LoggerMessage(2004, LogLevel.Warning, "{Association}: an instance broke off: {Reason}")]
    public static partial void Incomplete(ILogger log, string association, CStoreAbortReason reason);

    [LoggerMessage(2005, LogLevel.Information, "The caller aborted: {Source}, {Reason}")]
    public static partial void Aborted(ILogger log, DicomAbortSource source, DicomAbortReason reason);

    [LoggerMessage(2007, LogLevel.Error, "{CallingAe}: a Storage Commitment message could not be dealt with")]
    public static partial void CommitmentTrouble(ILogger log, string callingAe, Exception error);

    [LoggerMessage(2006, LogLevel.Information, "A connection was lost: {Reason}")]
    public static partial void ConnectionLost(ILogger log, string reason);
}
