using Acsa.DicomScp;
using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.Tests.Fakes;

/// <summary>Records as the ledger gets them, numbered so that no two clash.</summary>
static class Specimen
{
    static int _number;

    public static InstanceHeader Header(string? uid = null) => new(
        "1.2.840.10008.5.1.4.1.1.6.1", uid ?? NewUid(), "1.2.840.10008.1.2.1", new Caller("US1", "ACSA", "127.0.0.1", "association-1"));

    public static SpooledInstance Instance(string study, string? uid = null, string sha256 = "aa", string? unreadable = null) => new(
        Header(uid), $"20261120/{Guid.NewGuid():N}.dcm", 1000, sha256, study.Length == 0 ? null : study, unreadable);

    public static InstanceOutcome Outcome(StoredInstance instance, string status = "measured", bool failed = false,
        params string[] reasons) => new(
        instance.Id, failed, reasons, failed ? [] : [new FindingEntry(status, "{}")],
        failed ? [] : [Result(ResultKind.Segmentation), Result(ResultKind.StructuredReport), Result(ResultKind.SecondaryCapture)]);

    public static ResultFile Result(ResultKind kind) =>
        new(kind, NewUid(), "1.2.840.10008.5.1.4.1.1.66.4", $"20261120/{Guid.NewGuid():N}.dcm", "bb");

    public static OutboxRoute Route(string name, params ResultKind[] send) =>
        new(name, send.Length == 0 ? new HashSet<ResultKind> { ResultKind.Segmentation, ResultKind.StructuredReport,
            ResultKind.SecondaryCapture } : send.ToHashSet());

    static string NewUid() => $"2.25.{Interlocked.Increment(ref _number)}";
}
