using Acsa.DicomScp;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker;

/// <summary>Every log message of the worker. No patient's name, id or date, no UID: a study goes by its alias.</summary>
static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Node {AeTitle} listens on port {Ports}; data in {Folder}; model run by {Provider}")]
    public static partial void Started(ILogger log, string aeTitle, string ports, string folder, string provider);

    [LoggerMessage(1001, LogLevel.Information, "Stopping")]
    public static partial void Stopping(ILogger log);

    [LoggerMessage(1002, LogLevel.Warning, "A model package is not used: {Problem}")]
    public static partial void ModelProblem(ILogger log, string problem);

    [LoggerMessage(1003, LogLevel.Warning, "No scanner is configured: every call will be refused")]
    public static partial void NobodyAdmitted(ILogger log);

    [LoggerMessage(1004, LogLevel.Information, "Node {Node} works on the ledger {Ledger}")]
    public static partial void Joined(ILogger log, string node, string ledger);

    [LoggerMessage(1005, LogLevel.Warning, "The node could not say in the ledger that it is alive; it tries again")]
    public static partial void KeeperTrouble(ILogger log, Exception error);

    [LoggerMessage(1010, LogLevel.Warning, "The ledger's server is not there yet, the start waits for it: {Reason}")]
    public static partial void LedgerAwaited(ILogger log, string reason);

    [LoggerMessage(1009, LogLevel.Warning,
        "The clock was ahead and has been put right: {Count} time(s) that work waited for are brought back")]
    public static partial void TimesCorrected(ILogger log, int count);

    [LoggerMessage(1006, LogLevel.Error, "The disk is under its reserve for results: studies wait for room")]
    public static partial void NoRoomForResults(ILogger log);

    [LoggerMessage(1007, LogLevel.Information, "There is room for results again")]
    public static partial void RoomForResults(ILogger log);

    [LoggerMessage(1008, LogLevel.Warning, "spool.flush is false: a power cut loses what was answered Success. For measurements only")]
    public static partial void NotFlushed(ILogger log);

    [LoggerMessage(1100, LogLevel.Information, "Spool file {File} had no ledger row and was adopted: {Verdict}")]
    public static partial void OrphanAdopted(ILogger log, string file, StoreVerdict verdict);

    [LoggerMessage(1101, LogLevel.Warning, "Spool file {File} is not a DICOM file of this node and was left alone")]
    public static partial void OrphanUnreadable(ILogger log, string file);

    [LoggerMessage(1102, LogLevel.Error, "Spool file {File} could not be looked after; it stays and is tried again")]
    public static partial void OrphanLeft(ILogger log, string file, Exception error);

    [LoggerMessage(1103, LogLevel.Warning, "Spool file {File} was recorded and had lost its name; it has it again")]
    public static partial void RenamedAgain(ILogger log, string file);

    [LoggerMessage(1200, LogLevel.Information, "Study {Study}: run {Run}, {Instances} instance(s)")]
    public static partial void StudyClaimed(ILogger log, string study, int run, int instances);

    [LoggerMessage(1201, LogLevel.Warning, "Study {Study}: an instance could not be analysed: {Failure}")]
    public static partial void InstanceFailed(ILogger log, string study, string failure);

    [LoggerMessage(1202, LogLevel.Information, "Study {Study}: analysed, {Findings} finding(s), {Results} result(s)")]
    public static partial void StudyAnalysed(ILogger log, string study, int findings, int results);

    [LoggerMessage(1208, LogLevel.Information, "Study {Study}: a Segmentation was received; outlines of {Images} image(s) were measured again")]
    public static partial void SegmentationRead(ILogger log, string study, int images);

    [LoggerMessage(1203, LogLevel.Error, "Study {Study} is parked: {Reason}")]
    public static partial void StudyParked(ILogger log, string study, string reason);

    [LoggerMessage(1209, LogLevel.Error, "Study {Study}: the report on the whole study could not be written")]
    public static partial void StudyReportFailed(ILogger log, string study, Exception? error);

    [LoggerMessage(1204, LogLevel.Warning, "Study {Study}: its lease was lost; the work is left to its new owner")]
    public static partial void LeaseLost(ILogger log, string study);

    [LoggerMessage(1205, LogLevel.Error, "The study worker could not use the ledger or the disk; it tries again")]
    public static partial void StudyWorkerTrouble(ILogger log, Exception error);

    [LoggerMessage(1300, LogLevel.Information, "{Destination}: {Stored} of {Count} result(s) stored")]
    public static partial void Delivered(ILogger log, string destination, int stored, int count);

    [LoggerMessage(1301, LogLevel.Warning, "{Destination}: {Trouble}; next call {NextCall}")]
    public static partial void DestinationTrouble(ILogger log, string destination, string trouble, string nextCall);

    [LoggerMessage(1302, LogLevel.Error, "{Destination}: outbox row {Row} is parked: {Reason}")]
    public static partial void DeliveryParked(ILogger log, string destination, long row, string reason);

    [LoggerMessage(1304, LogLevel.Warning, "{Destination}: the lease on its results was lost; they are left to their new owner")]
    public static partial void DeliveryLeaseLost(ILogger log, string destination);

    [LoggerMessage(1305, LogLevel.Error, "{Destination} is not in the configuration any more: {Count} result(s) for it are parked")]
    public static partial void DestinationGone(ILogger log, string destination, int count);

    [LoggerMessage(1306, LogLevel.Information, "{Destination} is in the configuration again: {Count} result(s) for it go on")]
    public static partial void DestinationBack(ILogger log, string destination, int count);

    [LoggerMessage(1307, LogLevel.Error,
        "{Destination} is away after {Failures} failures in a row: {Trouble}. Its results wait; it is asked by C-ECHO, next {NextCall}")]
    public static partial void DestinationAway(ILogger log, string destination, int failures, string trouble, string nextCall);

    [LoggerMessage(1308, LogLevel.Information, "{Destination} answers again: its results go on")]
    public static partial void DestinationThere(ILogger log, string destination);

    [LoggerMessage(1500, LogLevel.Information, "{Destination}: asked to commit to {Count} result(s)")]
    public static partial void CommitmentAsked(ILogger log, string destination, int count);

    [LoggerMessage(1501, LogLevel.Warning, "{Destination} could not be asked for commitment: {Reason}")]
    public static partial void CommitmentNotAsked(ILogger log, string destination, string reason);

    [LoggerMessage(1502, LogLevel.Information, "{Destination}: committed to {Stored} result(s), not to {Failed}")]
    public static partial void CommitmentReported(ILogger log, string destination, int stored, int failed);

    [LoggerMessage(1503, LogLevel.Warning, "{Destination}: no report on the commitment to {Count} result(s) in time")]
    public static partial void CommitmentUnanswered(ILogger log, string destination, int count);

    [LoggerMessage(1504, LogLevel.Warning, "{CallingAe} reports on a commitment that it was not asked for")]
    public static partial void CommitmentUnknown(ILogger log, string callingAe);

    [LoggerMessage(1505, LogLevel.Warning, "{CallingAe} could not be told what is held: {Reason}; {Then}")]
    public static partial void ScannerNotTold(ILogger log, string callingAe, string reason, string then);

    [LoggerMessage(1506, LogLevel.Error, "Storage Commitment could not use the ledger; it tries again")]
    public static partial void CommitmentTrouble(ILogger log, Exception error);

    [LoggerMessage(1510, LogLevel.Information, "{Destination} was asked for what it took: it holds {Count} result(s)")]
    public static partial void Reconciled(ILogger log, string destination, int count);

    [LoggerMessage(1511, LogLevel.Error, "{Destination} lacks {Count} result(s) that it had taken: {Resent} sent again, {Parked} parked")]
    public static partial void FoundMissing(ILogger log, string destination, int count, int resent, int parked);

    [LoggerMessage(1512, LogLevel.Warning, "{Destination} was not compared with the ledger; the next time it is: {Reason}")]
    public static partial void NotReconciled(ILogger log, string destination, string reason);

    [LoggerMessage(1600, LogLevel.Information, "Cleaned up: {Received} received file(s), {Results} result(s), {Studies} study/ies forgotten")]
    public static partial void CleanedUp(ILogger log, int received, int results, int studies);

    [LoggerMessage(1601, LogLevel.Error, "{Studies} study/ies are not finished after {Days} days: nothing of them is removed; see acsa status")]
    public static partial void Overdue(ILogger log, long studies, int days);

    [LoggerMessage(1602, LogLevel.Error, "{Files} file(s) whose time is over could not be removed; the next clean-up tries again")]
    public static partial void NotRemoved(ILogger log, int files, Exception error);

    [LoggerMessage(1603, LogLevel.Error, "The scheduled task {Task} could not use ledger, disk or network; its next time has it again")]
    public static partial void ScheduledTaskTrouble(ILogger log, string task, Exception error);

    [LoggerMessage(1604, LogLevel.Error, "The schedule could not use the ledger; it tries again")]
    public static partial void ScheduleTrouble(ILogger log, Exception error);

    [LoggerMessage(1606, LogLevel.Error,
        "The times under \"schedule\" differ from those of the nodes {Others} on the same ledger: those before stay until all have the same")]
    public static partial void SchedulesDiffer(ILogger log, string others);

    [LoggerMessage(1607, LogLevel.Information, "The nodes on the ledger have the same schedule now")]
    public static partial void SchedulesAgree(ILogger log);

    [LoggerMessage(1605, LogLevel.Information, "The ledger was copied to {File}: {Megabytes:0.0} MB; {Removed} old copies were removed")]
    public static partial void BackedUp(ILogger log, string file, double megabytes, int removed);

    [LoggerMessage(1320, LogLevel.Information, "{Destination} is sent what it takes best: {Kinds}")]
    public static partial void FitnessKnown(ILogger log, string destination, string kinds);

    [LoggerMessage(1321, LogLevel.Warning, "{Destination} could not be asked what it takes: {Reason}; it is sent what it took before")]
    public static partial void FitnessUnknown(ILogger log, string destination, string reason);

    [LoggerMessage(1322, LogLevel.Warning, "What destinations take could not be written down; it is asked again at the next start")]
    public static partial void FitnessNotKept(ILogger log, Exception error);

    [LoggerMessage(1323, LogLevel.Error,
        "{Destination} refuses a class that it was sent: {Reason}. It gets {Kinds} from now on; {Replaced} waiting result(s) go in another form, {Parked} are parked")]
    public static partial void SteppedDown(ILogger log, string destination, string reason, string kinds, int replaced, int parked);

    [LoggerMessage(1324, LogLevel.Error, "{Destination}: {Parked} result(s) are parked, for it takes no form of them: {Reason}")]
    public static partial void NoOtherForm(ILogger log, string destination, int parked, string reason);

    [LoggerMessage(1303, LogLevel.Error, "{Destination}: delivery could not use the ledger or the disk; it tries again")]
    public static partial void DeliveryTrouble(ILogger log, string destination, Exception error);

    [LoggerMessage(1400, LogLevel.Information, "New certificates of {Section} are in use: {Thumbprint}")]
    public static partial void CertificatesRenewed(ILogger log, string section, string thumbprint);

    [LoggerMessage(1401, LogLevel.Error, "The new certificates of {Section} cannot be used, the old ones stay: {Problems}")]
    public static partial void CertificatesRefused(ILogger log, string section, string problems);

    [LoggerMessage(1402, LogLevel.Error, "A certificate is used, but peers will object: {Problem}")]
    public static partial void CertificateTrouble(ILogger log, string problem);

    [LoggerMessage(1403, LogLevel.Warning, "{Key} expires in {Days} days")]
    public static partial void CertificateExpires(ILogger log, string key, int days);

    [LoggerMessage(1290, LogLevel.Error, "Model {Model}: {Provider} is given up: {Problem}; the model is on {Now} now, see acsa status")]
    public static partial void ModelFailed(ILogger log, string model, string provider, string problem, string now);

    [LoggerMessage(1291, LogLevel.Warning,
        "Model {Model}: {Provider} failed twice on an image, passed its check in between and stays in use: {Problem}")]
    public static partial void ModelFailedOnImage(ILogger log, string model, string provider, string problem);
}
