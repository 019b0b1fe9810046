using System.Text.RegularExpressions;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Documents;

/// <summary>Links within the repository lead somewhere.</summary>
public sealed partial class LinkTests
{
    static readonly EnumerationOptions s_below = new() { RecurseSubdirectories = true };

    [Fact]
    public void Every_link_of_a_page_leads_to_a_file_and_a_heading_that_are_there()
    {
        var dead = new List<string>();
        var links = 0;
        foreach (var page in Pages())
        {
            foreach (Match link in Link().Matches(Fenced().Replace(File.ReadAllText(page), "")))
            {
                var (to, heading) = link.Groups[1].Value.Split('#', 2) is [var path, var anchor] ? (path, anchor)
                    : (link.Groups[1].Value, null);
                if (to.Contains(':', StringComparison.Ordinal)) continue; // Out into the world.
                links++;
                var target = to.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, to));
                if (!File.Exists(target) && !Directory.Exists(target)) dead.Add($"{Short(page)}: {link.Groups[1].Value}");
                else if (heading is not null && target.EndsWith(".md", StringComparison.Ordinal) && !Headings(target).Contains(heading))
                    dead.Add($"{Short(page)}: {link.Groups[1].Value}, no such heading");
            }
        }

        Assert.Empty(dead);
        Assert.True(links > 100, $"{links} links");
    }

    [Fact]
    public void Each_decision_has_a_number_of_its_own()
    {
        var twice = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md").Select(file => Path.GetFileName(file)!)
            .GroupBy(name => name[..3]).Where(same => same.Count() > 1).Select(same => string.Join(", ", same));
        Assert.Empty(twice);
    }

    static IEnumerable<string> Pages() => Directory.EnumerateFiles(Repository.Root, "*.md")
        .Concat(new[] { "docs", "src", "models", "config", "demo", "installers", "training", "tools", "tests" }
            .Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", s_below)))
        .Where(page => !Short(page).Split('/').Any(part => part is "bin" or "obj" or "node_modules"));

    // As GitHub makes them: lower case, hyphens for spaces, nothing but letters, digits and hyphens.
    static HashSet<string> Headings(string page) =>
        [.. Heading().Matches(File.ReadAllText(page)).Select(heading => Rest().Replace(
            Link().Replace(heading.Groups[1].Value.Trim(), "]").ToLowerInvariant(), "").Replace(' ', '-'))];

    static string Short(string page) => Path.GetRelativePath(Repository.Root, page).Replace('\\', '/');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Rest();
}
