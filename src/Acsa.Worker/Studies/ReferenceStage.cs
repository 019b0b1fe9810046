using Acsa.Measurement;

namespace Acsa.Worker.Studies;

/// <summary>Compares a finding's grey level with that of healthy people, where a table holds for exactly this muscle and setting.</summary>
sealed class ReferenceStage(ReferenceSet references)
{
    public Finding Run(Finding finding, ImageFacts facts)
    {
        if (finding.Measurement is not { } measured) return finding;
        var verdict = finding.Status == FindingStatus.Refused
            ? new(null, null, "No z-score: the outline is refused.")
            : references.Compare(measured.Echogenicity?.Mean, finding.Structure, facts.Setting, facts.Subject);
        return finding with
        {
            Measurement = measured with { ZScore = verdict.ZScore, Reference = verdict.Comparison, ZScoreReason = verdict.Reason },
        };
    }
}
