using System.CommandLine;
using System.Text.RegularExpressions;
using Acsa.Worker.Commands;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Documents;

/// <summary>The pages name the commands and options that there are, and all of them.</summary>
public sealed partial class CommandsTests
{
    // Of the scripts `acsa` and `acsa.cmd`, not of the program.
    static readonly string[] s_ofScripts = ["test", "bench"];

    static readonly string s_pages = string.Join('\n', Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
        .Append(Path.Combine(Repository.Root, "README.md")).Select(File.ReadAllText));

    [Fact]
    public void Every_command_and_option_that_a_page_shows_is_there()
    {
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        var shown = 0;
        foreach (Match call in Call().Matches(s_pages))
        {
            var words = call.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (s_ofScripts.Contains(words[0])) continue;
            shown++;
            Command command = CommandLine.Root();
            var used = 0;
            while (used < words.Length && command.Subcommands.FirstOrDefault(sub => sub.Name == words[used]) is { } next)
                (command, used) = (next, used + 1);
            if (used == 0) wrong.Add($"acsa {words[0]}");
            foreach (var option in words.Skip(used).Select(word => Option().Match(word).Value).Where(word => word.Length > 0))
                if (used > 0 && option is not ("--help" or "--version")
                    && command.Options.All(one => one.Name != option && !one.Aliases.Contains(option)))
                    wrong.Add($"acsa {string.Join(' ', words.Take(used))} {option}");
        }

        Assert.Empty(wrong);
        Assert.True(shown > 50, $"{shown} calls");
    }

    [Fact]
    public void Every_command_stands_on_a_page() => Assert.All(
        CommandLine.Root().Subcommands.SelectMany(command => command.Subcommands.Count == 0 ? [command.Name]
            : command.Subcommands.Select(sub => $"{command.Name} {sub.Name}")),
        name => Assert.Contains($"acsa {name}", s_pages, StringComparison.Ordinal));

    // In a line of code or between back-quotes, up to where a sentence, a pipe or a comment takes over.
    [GeneratedRegex(@"(?:^ {4,}(?:\./)?|^|`(?:\./)?)acsa ([a-z][^`#|;>&)\n]*)", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^--[a-z][a-z-]*")]
    private static partial Regex Option();
}
