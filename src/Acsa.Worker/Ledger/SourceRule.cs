namespace Acsa.Worker.Ledger;

/// <summary>How the end of a study is told when it comes from one calling AE title.</summary>
/// <param name="Quiet">No instance for this long.</param>
/// <param name="EndsWithAssociation">The end of the association, however it ends, completes what it brought; until then the study
/// waits.</param>
/// <param name="EndsWithCount">As many instances as the scanner says the study has complete it, before its quiet time.</param>
sealed record SourceRule(string AeTitle, TimeSpan Quiet, bool EndsWithAssociation, bool EndsWithCount = false);
