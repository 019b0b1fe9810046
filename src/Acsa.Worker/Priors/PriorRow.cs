namespace Acsa.Worker.Priors;

/// <summary>What the ledger keeps of an image for later studies.</summary>
/// <param name="PatientKey">Keyed hash of Patient ID and its issuer.</param>
/// <param name="Json">A <see cref="PriorEntry"/>.</param>
sealed record PriorRow(string PatientKey, string StudyInstanceUid, string StudyDate, string Json);
