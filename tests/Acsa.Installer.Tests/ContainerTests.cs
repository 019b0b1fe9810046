namespace Acsa.Installer.Tests;

// That the image builds, and that a node in it receives, analyses and delivers with these rights, is tried by installers/container/try.
public sealed class ContainerTests
{
    static readonly string Recipe = Read("Containerfile");
    static readonly string Compose = Read("compose.yaml");
    static readonly string Quadlet = Read("acsa-node.container");

    [Theory]
    [InlineData("--uid 10001", "user: \"10001:10001\"", "User=10001")]
    [InlineData("VOLUME [\"/var/lib/acsa-node\"]", "acsa-data:/var/lib/acsa-node", "Volume=acsa-data:/var/lib/acsa-node")]
    [InlineData("EXPOSE 11112", "\"11112:11112\"", "PublishPort=11112:11112")]
    [InlineData("CMD [\"/usr/bin/acsa\", \"status\"]", "[ \"CMD\", \"/usr/bin/acsa\", \"status\" ]", "HealthCmd=/usr/bin/acsa status")]
    [InlineData("--start-period=60s", "start_period: 60s", "HealthStartPeriod=60s")]
    [InlineData("STOPSIGNAL SIGTERM", "stop_grace_period: 30s", "StopTimeout=30")]
    [InlineData("USER acsa-node", "read_only: true", "ReadOnly=true")]
    [InlineData("USER acsa-node", "cap_drop: [ ALL ]", "DropCapability=all")]
    [InlineData("USER acsa-node", "no-new-privileges:true", "NoNewPrivileges=true")]
    [InlineData("USER acsa-node", "/srv/acsa/etc:/etc/acsa-node:ro", "Volume=/srv/acsa/etc:/etc/acsa-node:ro")]
    public void Recipe_compose_and_quadlet_say_the_same(string recipe, string compose, string quadlet)
    {
        Assert.Contains(recipe, Recipe, StringComparison.Ordinal);
        Assert.Contains(compose, Compose, StringComparison.Ordinal);
        Assert.Contains(quadlet, Quadlet, StringComparison.Ordinal);
    }

    static string Read(string file) => File.ReadAllText(Repository.PathOf("installers", "container", file));
}
