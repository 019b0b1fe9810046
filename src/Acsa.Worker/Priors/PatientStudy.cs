namespace Acsa.Worker.Priors;

/// <summary>A study of a person that the ledger holds.</summary>
/// <param name="StudyDate">As the images state it.</param>
sealed record PatientStudy(string StudyInstanceUid, DateOnly StudyDate);
