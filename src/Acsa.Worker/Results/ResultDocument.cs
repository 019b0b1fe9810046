namespace Acsa.Worker.Results;

/// <summary>results.json.</summary>
sealed record ResultDocument(IReadOnlyList<ResultEntry> Images, IReadOnlyList<StudyEntry> Studies);
