namespace Acsa.Worker.Ledger;

/// <summary>The way of one received instance.</summary>
/// <param name="Durable">When it was flushed and recorded; Success was sent after that.</param>
/// <param name="Analysed">When its analysis ended, well or not; null before.</param>
/// <param name="Conflict">Whether another object arrived under its UID.</param>
sealed record InstanceEvidence(
    string SopInstanceUid, string SopClassUid, string CallingAe, string Host, string Association, long Bytes, string Sha256,
    DateTimeOffset Durable, DateTimeOffset? Analysed, string State, bool Conflict, IReadOnlyList<string> Reasons,
    IReadOnlyList<ResultEvidence> Results);
