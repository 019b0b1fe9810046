using System.Text.Json.Serialization;

namespace Acsa.Worker.Audit;

/// <summary>Something that a person did.</summary>
/// <param name="Who">The user's name.</param>
/// <param name="From">Where the request came from.</param>
/// <param name="Action">What, in words.</param>
/// <param name="What">To what: a study's alias, a peer, a key; nothing of a patient.</param>
/// <param name="Success">Whether it was done.</param>
sealed record AuditEntry(DateTimeOffset At, string Who, string From, string Action, string What, bool Success)
{
    /// <summary>The study that was looked at, for the DICOM audit message alone: the trail has its alias.</summary>
    [JsonIgnore]
    public string? StudyUid { get; init; }
}
