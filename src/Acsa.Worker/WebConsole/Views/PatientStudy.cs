namespace Acsa.Worker.WebConsole.Views;

/// <summary>Whose study it is and when it was made, as its objects say.</summary>
/// <param name="Patient">Patient ID and its issuer; never shown or logged.</param>
sealed record PatientStudy(string StudyUid, string Patient, DateTime MadeAt);
