namespace Acsa.Worker.Reconciliation;

/// <summary>A result that a destination said it has, and that nobody has looked for there yet.</summary>
sealed record UnseenResult(string StudyUid, string SopInstanceUid);
