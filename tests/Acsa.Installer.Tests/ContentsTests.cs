using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Acsa.Installer.Tests;

/// <summary>The list of contents beside each package, against what the package unpacks to.</summary>
[Collection(PackagesCollection.Name)]
public sealed class ContentsTests(Packages packages)
{
    static readonly string[] MachineCode = [".dll", ".exe", ".so", ".1"];

    [Theory]
    [InlineData("*_amd64.deb", "dpkg-deb -x '{0}' .")]
    [InlineData("*-linux-x64.tar.gz", "tar --strip-components 1 -xzf '{0}'")]
    [InlineData("*-win-x64.zip", "python3 -m zipfile -e '{0}' . && mv acsa-node-*/* . && rmdir acsa-node-*")]
    [InlineData("*-win-x64.msi",
        "msiextract '{0}' >/dev/null && mv AcsaNode/* . && rmdir AcsaNode && for file in acsa.json acsa.schema.json; do cmp $file config/$file && rm $file || exit 1; done")]
    public async Task Names_every_file_with_its_hash_and_every_library_below_the_package_that_brings_it(string package, string unpack)
    {
        var file = packages.One(package);
        var listed = new Dictionary<string, (string Hash, string? Owner)>();
        foreach (var component in JsonNode.Parse(await File.ReadAllTextAsync(file + ".cdx.json"))!["components"]!.AsArray())
        {
            if (Text(component, "type") == "file") listed.Add(Text(component, "name"), (Hash(component), null));
            foreach (var part in component!["components"]?.AsArray() ?? [])
                listed.Add(Text(part, "name"), (Hash(part), Text(component, "name")));
        }

        var folder = Directory.CreateTempSubdirectory("acsa-contents-").FullName;
        try
        {
            await Shell.MustRunAsync($"cd '{folder}' && {string.Format(System.Globalization.CultureInfo.InvariantCulture, unpack, file)}",
                Shell.Patience);
            var there = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(path => Path.GetRelativePath(folder, path));
            Assert.Equal(there.Keys.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
            foreach (var (name, path) in there)
            {
                await using var stream = File.OpenRead(path);
                Assert.Equal((name, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream))), (name, listed[name].Hash));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var libraries = listed.Where(entry => MachineCode.Contains(Path.GetExtension(entry.Key))).ToList();
        Assert.True(libraries.Count > 300);
        Assert.All(libraries, entry => Assert.NotNull(entry.Value.Owner));
        Assert.Equal("onnxruntime-node",
            Assert.Single(libraries, entry => Path.GetFileName(entry.Key) is "onnxruntime.dll" or "libonnxruntime.so.1").Value.Owner);
        Assert.Equal("SQLitePCLRaw.lib.e_sqlite3",
            Assert.Single(libraries, entry => Path.GetFileName(entry.Key) is "e_sqlite3.dll" or "libe_sqlite3.so").Value.Owner);
    }

    [Fact]
    public async Task Is_valid_by_the_schema_of_cyclonedx()
    {
        var said = await Shell.MustRunAsync(
            $"/usr/bin/python3 '{Repository.PathOf("tests", "data", "cyclonedx", "validate.py")}' '{packages.Folder}'/*.cdx.json",
            Shell.Patience);
        Assert.Equal(4, said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("*_amd64.deb")]
    [InlineData("*-win-x64.zip")]
    public async Task Every_package_of_others_is_in_the_notices_with_version_maker_and_licence(string package)
    {
        var file = packages.One(package);
        var brought = JsonNode.Parse(await File.ReadAllTextAsync(file + ".cdx.json"))!["components"]!.AsArray()
            .Where(component => component!["purl"]?.GetValue<string>().StartsWith("pkg:nuget/", StringComparison.Ordinal) == true).ToList();
        Assert.True(brought.Count > 10);

        var shipped = file.EndsWith(".deb", StringComparison.Ordinal)
            ? await Shell.MustRunAsync($"dpkg-deb --fsys-tarfile '{file}' | tar -xO ./usr/share/doc/acsa-node/THIRD-PARTY-PACKAGES.txt",
                Shell.Patience)
            : await FromZipAsync(file, "/docs/THIRD-PARTY-PACKAGES.txt");
        var repository = await File.ReadAllTextAsync(Repository.PathOf("THIRD-PARTY-NOTICES.md"));
        foreach (var component in brought)
        {
            var licence = Text(component!["licenses"]![0]!["license"], "id");
            Assert.Contains($"\n{Text(component, "name")} {Text(component, "version")}\n{Text(component, "copyright")}\nLicence: {licence}\n", shipped, StringComparison.Ordinal);
            Assert.Contains($"\nLicence {licence}\nof ", shipped, StringComparison.Ordinal);
            // The runtime's version is the SDK's affair.
            var row = component["type"]!.GetValue<string>() == "framework"
                ? $"| {Text(component, "name")[..Text(component, "name").LastIndexOf('.')]} | with the SDK |"
                : $"| {Text(component, "name")} | {Text(component, "version")} |";
            Assert.Contains($"{row} {licence} | {Text(component, "copyright")} |", repository, StringComparison.Ordinal);
        }
    }

    static async Task<string> FromZipAsync(string file, string end)
    {
        using var zip = ZipFile.OpenRead(file);
        using var reader = new StreamReader(Assert.Single(zip.Entries, entry => entry.FullName.EndsWith(end, StringComparison.Ordinal))
            .Open());
        return await reader.ReadToEndAsync();
    }

    static string Text(JsonNode? component, string key) => component![key]!.GetValue<string>();

    static string Hash(JsonNode? component) => Text(component!["hashes"]![0], "content");
}
