using System.Net;
using System.Text.Json.Nodes;

namespace Acsa.WebConsole.Tests;

/// <summary>What machines that watch the node get from a console that asks people to sign in.</summary>
public sealed class MonitoringTests(SecuredNode secured) : IClassFixture<SecuredNode>
{
    [Fact]
    public async Task Health_is_told_to_anybody_and_metrics_to_viewers()
    {
        using var nobody = secured.Node.Client();
        Assert.Equal("pass", JsonNode.Parse(await nobody.GetStringAsync("/health/live"))!["status"]!.GetValue<string>());
        var ready = await nobody.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        var text = await ready.Content.ReadAsStringAsync();
        Assert.DoesNotContain(secured.Users, text, StringComparison.Ordinal);

        var refused = await nobody.GetAsync("/metrics");
        Assert.Equal((HttpStatusCode.SeeOther, ""), (refused.StatusCode, await refused.Content.ReadAsStringAsync()));
        using var viewer = secured.Node.Client("vera");
        Assert.Contains("acsa_ready 1", await viewer.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }
}
