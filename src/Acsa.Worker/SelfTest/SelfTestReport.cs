using System.Globalization;

namespace Acsa.Worker.SelfTest;

/// <summary>What the acceptance page says: what was sent, what came back, and whether it is the same.</summary>
/// <param name="Software">Version of the node, runtime, operating system.</param>
/// <param name="Node">AE title and address.</param>
/// <param name="Peer">Name, AE title and address of the archive, and whether it is called by TLS.</param>
/// <param name="Left">What stays behind and how it is removed.</param>
sealed record SelfTestReport(
    DateTimeOffset At, string Site, string Software, string Node, string CallingTitle, string Peer, string StudyInstanceUid,
        double TrueAreaCm2,
    double? AreaCm2, double? ReportedAreaCm2, double TrueMeanGrey, double? MeanGrey, double? ReportedMeanGrey, IReadOnlyList<string> Models,
    IReadOnlyList<SelfTestCheck> Checks, IReadOnlyList<string> Left)
{
    /// <summary>That something was looked at, and all of it was well.</summary>
    public bool Passed => Checks.Count > 0 && Checks.All(check => check.IsWell);

    /// <summary>The page as text, with a place for a signature.</summary>
    public string Text()
    {
        var lines = new List<string> { "AcsaNode self-test", "Research use only: not a medical device", "" };
        lines.AddRange(Facts().Select(fact => $"{fact.Name,-13}{fact.Value}"));
        lines.Add("");
        lines.AddRange(Checks.Select(check => $"{(check.IsWell ? "ok    " : "FAILED")}     {check.What}: {check.Found}"));
        lines.Add("");
        lines.AddRange(Left);
        lines.AddRange(["", Passed ? "PASSED" : "FAILED", "", "Name       ______________________________",
            "Signed     ______________________________   Date ________________", ""]);
        return string.Join('\n', lines);
    }

    /// <summary>Who, when, where, with what.</summary>
    public IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("When", At.ToString("yyyy-MM-dd HH:mm:ss 'UTC'zzz", CultureInfo.InvariantCulture));
        yield return ("Site", Site);
        yield return ("Node", Node);
        yield return ("Sent as", CallingTitle);
        yield return ("Archive", Peer);
        yield return ("Software", Software);
        yield return ("Model", Models.Count > 0 ? string.Join(", ", Models) : "none was used");
        yield return ("Patient", $"{SelfTestPatient.Name}, ID {SelfTestPatient.Id} (invented; the image is simulated)");
        yield return ("Study", StudyInstanceUid);
    }

    /// <summary>What was measured beside what is true and what the report in the archive says.</summary>
    public IEnumerable<(string What, string True, string Measured, string Reported)> Numbers()
    {
        yield return ("Area, cm²", Number(TrueAreaCm2, "0.000"), Number(AreaCm2, "0.000"), Number(ReportedAreaCm2, "0.000"));
        yield return ("Mean grey level", Number(TrueMeanGrey, "0.0"), Number(MeanGrey, "0.0"), Number(ReportedMeanGrey, "0.0"));
    }

    static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
