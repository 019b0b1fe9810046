using System.Globalization;

namespace Acsa.Worker.SelfTest;

/// <summary>The acceptance page: what was sent, what came back, and whether it is the same.</summary>
sealed record SelfTestReport(
    DateTimeOffset At, string Node, string SoftwareVersion, string Peer, string StudyInstanceUid, double TrueAreaCm2, double? AreaCm2,
    double TrueMeanGrey, double? MeanGrey, IReadOnlyList<string> Models, IReadOnlyList<SelfTestCheck> Checks)
{
    public bool Passed => Checks.All(check => check.IsWell);

    /// <summary>The page as text, with a place for a signature.</summary>
    public string Text()
    {
        var lines = new List<string>
        {
            "AcsaNode self-test", "Research use only: not a medical device", "",
            $"When       {At.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}", $"Node       {Node}, version {SoftwareVersion}",
            $"Archive    {Peer}", $"Study      {StudyInstanceUid} (a simulated image; patient TEST^ACSA SELFTEST)", $"Model      {string.Join(", ", Models)}", "",
        };
        lines.AddRange(Checks.Select(check => $"{(check.IsWell ? "ok    " : "FAILED")}     {check.What}: {check.Found}"));
        lines.AddRange(["", Passed ? "PASSED" : "FAILED", "", "Signed     ______________________________   Date ________________", ""]);
        return string.Join('\n', lines);
    }
}
