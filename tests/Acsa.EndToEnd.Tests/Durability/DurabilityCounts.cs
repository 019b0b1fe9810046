using System.Globalization;

namespace Acsa.EndToEnd.Tests.Durability;

/// <summary>How much of a proof is done: little by default, all of it where ACSA_DURABILITY says how many.</summary>
internal static class DurabilityCounts
{
    const string Variable = "ACSA_DURABILITY";
    const string Minutes = "ACSA_DURABILITY_MINUTES";

    /// <summary>The number in ACSA_DURABILITY, or the quick one.</summary>
    public static int OrQuick(int quick) => Read(Variable) ?? quick;

    /// <summary>A proof that has lasted so long ends with what it has done, and says how much that was.</summary>
    public static TimeSpan Longest => TimeSpan.FromMinutes(Read(Minutes) ?? 120);

    static int? Read(string variable) => int.TryParse(
        Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
