using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Acsa.Installer.Tests;

[Collection(PackagesCollection.Name)]
public sealed class HandedOutTests(Packages packages)
{
    [Fact]
    public async Task Checksums_fit_every_file_that_is_handed_out()
    {
        var listed = (await Shell.MustRunAsync($"cd '{packages.Folder}' && sha256sum --strict -c SHA256SUMS", Shell.Patience)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            Directory.GetFiles(packages.Folder).Select(Path.GetFileName).Where(name => name != "SHA256SUMS").Order(StringComparer.Ordinal),
            listed.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_list_of_contents_names_every_package_with_its_licence_and_every_file_with_its_hash()
    {
        var list = JsonNode.Parse(await File.ReadAllTextAsync(packages.Deb + ".cdx.json"))!;
        Assert.Equal("CycloneDX", list["bomFormat"]!.GetValue<string>());
        var components = list["components"]!.AsArray().ToDictionary(component => component!["bom-ref"]!.GetValue<string>(), component => component!);
        Assert.Contains("npm:onnxruntime-node", components.Keys);
        Assert.Contains("model:acsa-thigh-unet", components.Keys);
        Assert.Contains(components.Keys, name => name.StartsWith("nuget:SQLitePCLRaw", StringComparison.Ordinal));
        Assert.All(components.Values.Where(component => component["type"]!.GetValue<string>() != "file"),
            component => Assert.NotEmpty(component["licenses"]!.AsArray()));

        var folder = Directory.CreateTempSubdirectory("acsa-contents-").FullName;
        try
        {
            await Shell.MustRunAsync($"dpkg-deb -x '{packages.Deb}' '{folder}'", Shell.Patience);
            var program = Path.Combine(folder, "usr", "lib", "acsa-node");
            foreach (var file in Directory.GetFiles(program, "*", SearchOption.AllDirectories))
            {
                var component = components["file:" + Path.GetRelativePath(program, file)];
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file))), component["hashes"]![0]!["content"]!.GetValue<string>());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
