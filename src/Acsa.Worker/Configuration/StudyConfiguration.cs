namespace Acsa.Worker.Configuration;

/// <summary>When a study counts as complete.</summary>
/// <param name="Quiet">No instance for this long.</param>
sealed record StudyConfiguration(TimeSpan Quiet);
