namespace Acsa.Worker.SelfTest;

/// <summary>One thing that the self-test did or looked at.</summary>
/// <param name="Found">What was sent, answered or found, in words.</param>
sealed record SelfTestCheck(string What, bool IsWell, string Found);
