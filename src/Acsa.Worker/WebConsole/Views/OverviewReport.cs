using Acsa.Worker.Ledger;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>How the node is, at a glance.</summary>
/// <param name="Studies">Counts by state.</param>
/// <param name="Ages">How long the oldest work of each stage has waited.</param>
/// <param name="Recent">The last received, the newest first.</param>
/// <param name="FreeBytes">On the spool's disk; null when it does not say.</param>
/// <param name="ReserveBytes">With less free, instances are refused for now.</param>
/// <param name="Models">What runs on what, and what proves it.</param>
sealed record OverviewReport(
    string AeTitle, string Ports, bool IsWell, IReadOnlyList<string> Problems, IReadOnlyDictionary<string, long> Studies,
    StageAges Ages, IReadOnlyList<StudyRow> Recent, IReadOnlyList<DestinationView> Destinations, long Instances,
    long Unreadable, long Conflicts,
    long? FreeBytes, long ReserveBytes, IReadOnlyList<ModelInUse> Models, IReadOnlyList<string> ModelProblems, int Refused,
    IReadOnlyList<string> AwaitingRestart)
{
    /// <summary>Studies that lack the report on the whole of them, since it could not be written.</summary>
    public IReadOnlyList<ParkedRow> Unwritten { get; init; } = [];
}
