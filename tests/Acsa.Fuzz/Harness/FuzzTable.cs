using System.Globalization;

namespace Acsa.Fuzz;

/// <summary>The counts as a table in Markdown.</summary>
internal static class FuzzTable
{
    public static void Write(
        TextWriter output, IReadOnlyList<FuzzTarget> targets, Func<int, TargetCounts> counts, int losses, TimeSpan elapsed)
    {
        output.WriteLine("| target | executions | read | outcomes | executions/s | failing |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|");
        var total = default(TargetCounts);
        for (var i = 0; i < targets.Count; i++)
        {
            var c = counts(i);
            total += c;
            Row(targets[i].Name, c, c.Signatures.ToString(CultureInfo.InvariantCulture));
        }
        Row("all", total, "");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{elapsed.TotalSeconds:F0} s; {losses} workers lost to crashes and hangs"));

        void Row(string name, TargetCounts c, string outcomes) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {c.Executions} | {100.0 * c.Accepted / Math.Max(1, c.Executions):F0} % | {outcomes} "
            + $"| {c.Executions / Math.Max(0.001, c.Seconds):F0} | {c.Finds} |"));
    }
}
