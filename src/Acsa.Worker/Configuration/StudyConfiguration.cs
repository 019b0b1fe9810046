namespace Acsa.Worker.Configuration;

/// <summary>When a study counts as complete, and how long its analysis may take.</summary>
/// <param name="Quiet">No instance for this long, where the scanner has no time of its own.</param>
/// <param name="Longest">A study that never gets quiet is analysed so long after its first instance.</param>
/// <param name="HoldLate">Whether what comes after the analysis waits for a person; otherwise it is analysed alone.</param>
/// <param name="InstanceDeadline">How long the analysis of one instance may take.</param>
/// <param name="EditWait">How long a reader's edit waits for an image that is not here yet.</param>
sealed record StudyConfiguration(TimeSpan Quiet, TimeSpan Longest, bool HoldLate, TimeSpan InstanceDeadline, TimeSpan EditWait);
