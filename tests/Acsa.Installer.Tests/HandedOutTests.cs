namespace Acsa.Installer.Tests;

[Collection(PackagesCollection.Name)]
public sealed class HandedOutTests(Packages packages)
{
    [Fact]
    public async Task Checksums_fit_every_file_that_is_handed_out()
    {
        var listed = (await Shell.MustRunAsync($"cd '{packages.Folder}' && sha256sum --strict -c SHA256SUMS", Shell.Patience))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            Directory.GetFiles(packages.Folder).Select(Path.GetFileName).Where(name => name != "SHA256SUMS").Order(StringComparer.Ordinal),
            listed.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_tarball_runs_where_it_is_unpacked()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Tarball);
        var output = await machine.RunAsync("""
            tar -C /opt -xzf acsa-node-*.tar.gz && cd /opt/acsa-node-*
            ./acsa models verify
            ./acsa phantom --out /tmp/phantoms --count 1 --seed 12 && ./acsa analyze /tmp/phantoms --out /tmp/results
            ls /tmp/results
            """);
        Assert.Contains("results.json", output, StringComparison.Ordinal);
        Assert.Contains(".seg.dcm", output, StringComparison.Ordinal);
    }
}
