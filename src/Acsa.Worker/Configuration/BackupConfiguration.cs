namespace Acsa.Worker.Configuration;

/// <summary>Where copies of a ledger in a file go by the schedule.</summary>
/// <param name="Folder">Absolute; null = no copies are made.</param>
/// <param name="Keep">How many copies are kept; older ones are removed.</param>
sealed record BackupConfiguration(string? Folder, int Keep);
