using System.Text;

namespace Acsa.Measurement;

/// <summary>One line of the rule table: what is looked for, and what it leads to.</summary>
public sealed class QualityRule
{
    private readonly Func<QualityEvidence, string?> _objection;

    internal QualityRule(QualityFlagKind kind, FindingStatus verdict, FormattableString raisedWhen, Func<QualityEvidence,
        string?> objection) =>
        (Kind, Verdict, RaisedWhen, _objection) = (kind, verdict, FormattableString.Invariant(raisedWhen), objection);

    public QualityFlagKind Kind { get; }

    /// <summary>The kind as results.json writes it: lower-case words with hyphens.</summary>
    public string Name => NameOf(Kind);

    /// <summary>Review or refused.</summary>
    public FindingStatus Verdict { get; }

    /// <summary>The condition with its numbers, as docs/quality.md has it.</summary>
    public string RaisedWhen { get; }

    /// <summary>The flag, or null when all is well.</summary>
    public QualityFlag? Check(QualityEvidence evidence) => _objection(evidence) is { } reason ? new(Kind, Verdict, reason) : null;

    /// <summary>A kind as lower-case words with hyphens.</summary>
    public static string NameOf(QualityFlagKind kind)
    {
        var name = new StringBuilder();
        foreach (var letter in kind.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0) name.Append('-');
            name.Append(char.ToLowerInvariant(letter));
        }
        return name.ToString();
    }
}
