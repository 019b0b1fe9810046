namespace Acsa.Worker.SelfTest;

/// <summary>One thing that the self-test looked at.</summary>
/// <param name="Found">What it is, in words.</param>
sealed record SelfTestCheck(string What, bool IsWell, string Found);
