using System.Text.RegularExpressions;

namespace Acsa.WebConsole.Tests;

public sealed partial class FreePortTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Nodes_whose_console_has_port_0_each_take_a_free_one_and_say_which(string host)
    {
        using var folder = new ScratchFolder();
        await using var one = new ConsoleNode(folder.Folder("one"), configuration => configuration["console"]!["url"] = $"http://{host}:0");
        await using var other = new ConsoleNode(folder.Folder("other"), configuration => configuration["console"]!["url"] = $"http://{host}:0");
        var ports = new List<int>();
        foreach (var node in new[] { one, other })
        {
            await node.StartAsync(node.Port); // Its console's port is not known yet.
            await Until.TrueAsync(() => Task.FromResult(Served().IsMatch(node.Output)), TimeSpan.FromMinutes(1), "the console's address", () => node.Output);
            ports.Add(int.Parse(Served().Match(node.Output).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
            using var client = new HttpClient();
            Assert.Contains("Overview", await client.GetStringAsync(new Uri($"http://{host}:{ports[^1]}/")), StringComparison.Ordinal);
        }

        Assert.Equal(2, ports.Distinct().Count());
        Assert.DoesNotContain(0, ports);
    }

    [GeneratedRegex(@"http://(?:127\.0\.0\.1|localhost):(\d+)")]
    private static partial Regex Served();
}
