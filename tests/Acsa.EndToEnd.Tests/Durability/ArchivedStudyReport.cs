namespace Acsa.EndToEnd.Tests.Durability;

/// <summary>A report on a study as an archive holds it.</summary>
/// <param name="IsRejected">By a note that the archive holds.</param>
/// <param name="IsReplaced">By a later report that names it as its predecessor.</param>
/// <param name="References">SOP Instance UIDs of all that it speaks of.</param>
internal sealed record ArchivedStudyReport(string SopInstanceUid, bool IsRejected, bool IsReplaced, IReadOnlySet<string> References);
