namespace Acsa.Worker.Reconciliation;

/// <summary>An instance that an archive says it holds.</summary>
sealed record HeldInstance(string StudyUid, string SeriesUid, string SopInstanceUid);
