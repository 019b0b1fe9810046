namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>Somebody, or a program, that takes part in an event (PS3.15 A.5.2.2).</summary>
/// <param name="UserId">Name of the user, or process id of the program where it is ours.</param>
/// <param name="AlternativeUserId">AETITLES=TITLE of a program; null = none.</param>
/// <param name="Address">IP address or host name; null = not known.</param>
sealed record AuditParticipant(string UserId, string? AlternativeUserId, bool IsRequestor, AuditCode? Role, string? Address);
