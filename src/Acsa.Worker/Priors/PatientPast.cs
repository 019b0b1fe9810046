namespace Acsa.Worker.Priors;

/// <summary>What the ledger knows of the person that a study is of.</summary>
/// <param name="Studies">Those that it holds, the study itself included, the oldest first.</param>
/// <param name="Priors">What was measured, also in studies that it has forgotten; JSON of <see cref="PriorEntry"/>.</param>
sealed record PatientPast(IReadOnlyList<PatientStudy> Studies, IReadOnlyList<string> Priors)
{
    /// <summary>Of a study that names nobody, or several, or of which nothing was analysed.</summary>
    public static PatientPast Unknown { get; } = new([], []);
}
