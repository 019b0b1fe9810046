namespace Acsa.Worker.Operations;

/// <summary>One thing that the node depends on.</summary>
/// <param name="Status">pass, warn (it works, somebody should look) or fail.</param>
/// <param name="Says">Why it is not pass; empty when it is. No address, no name of a person.</param>
sealed record HealthCheck(string Name, string Status, string Says = "")
{
    public const string Pass = "pass", Warn = "warn", Fail = "fail";

    /// <summary>The worst of several.</summary>
    public static string Worst(IEnumerable<HealthCheck> checks) =>
        checks.Select(check => check.Status).ToHashSet() is var found && found.Contains(Fail) ? Fail : found.Contains(Warn) ? Warn : Pass;
}
