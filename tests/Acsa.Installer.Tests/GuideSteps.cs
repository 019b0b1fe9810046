namespace Acsa.Installer.Tests;

/// <summary>What docs/operators-guide.md tells its reader to type: the blocks of shell commands below a heading, in their order.</summary>
internal static class GuideSteps
{
    public static string Below(string heading)
    {
        var lines = File.ReadAllLines(Repository.PathOf("docs", "operators-guide.md"));
        var start = Array.FindIndex(lines, line => line == heading);
        Assert.True(start >= 0, $"The guide has no heading {heading}");
        var level = heading.TakeWhile(sign => sign == '#').Count();
        List<string> script = ["set -e"];
        var inside = false;
        foreach (var line in lines.Skip(start + 1))
        {
            if (inside && line == "```") inside = false;
            else if (line == "```sh") inside = true;
            else if (inside) script.Add(line);
            // A line of a script may look like a heading too.
            else if (line.StartsWith('#') && line.TakeWhile(sign => sign == '#').Count() <= level) break;
        }

        Assert.True(script.Count > 1, $"The guide has no commands below {heading}");
        return string.Join('\n', script);
    }
}
