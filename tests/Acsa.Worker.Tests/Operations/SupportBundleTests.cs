using System.IO.Compression;
using System.Text.Json.Nodes;
using Acsa.Worker.Commands;
using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Acsa.Worker.Tests.Operations;

public sealed class SupportBundleTests : IDisposable
{
    const string Name = "Zyxwvut^Quentin";
    const string Id = "MRN-7788990";
    const string Birth = "19510317";
    const string Accession = "ACC-5544332";
    const string Study = "1.2.826.0.1.3680043.8.498.7355608";
    const string Password = "hunter2secret";
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    readonly TempFolder _folder = new();

    [Fact]
    public async Task Neither_patients_nor_uids_nor_passwords_are_in_it()
    {
        Directory.CreateDirectory(_folder["logs"]);
        await using (var node = await RunningNode.StartAsync(_folder, configuration => configuration["destinations"] = JsonNode.Parse(
            """[ { "name": "pacs", "aeTitle": "PACS", "host": "127.0.0.1", "port": 9, "retry": "1x1s" } ]""")))
        {
            var file = PhantomFile.Write(_folder, set =>
            {
                set.AddOrUpdate(DicomTag.PatientName, Name);
                set.AddOrUpdate(DicomTag.PatientID, Id);
                set.AddOrUpdate(DicomTag.PatientBirthDate, Birth);
                set.AddOrUpdate(DicomTag.AccessionNumber, Accession);
                set.AddOrUpdate(DicomTag.StudyInstanceUID, Study);
            });
            await File.WriteAllTextAsync(_folder["broken.dcm"], "no DICOM");
            var answers = await new FileSender(new("ACSA", "127.0.0.1", node.Port), "US1").SendAsync([file], null, default);
            Assert.True(Assert.Single(answers).IsStored, answers[0].Words);
            var ledger = node.Services.GetRequiredService<SqlLedger>();
            await Until.TrueAsync(async () => (await ledger.ReportAsync(default)).Destinations.Any(to => to.Trouble is not null), Limit,
                "a try to deliver",
                () => node.LogText);
            await File.WriteAllTextAsync(_folder["logs/acsa-20260101.log"], node.LogText + $"\nsomething about {Study} went wrong");
        }

        var changed = JsonNode.Parse(await File.ReadAllTextAsync(_folder["acsa.json"]))!;
        await File.WriteAllTextAsync(_folder["bundle.json"], changed.ToJsonString());
        await SupportBundle.WriteAsync(_folder["acsa.json"], _folder["logs"], _folder["bundle.zip"], default);
        var all = Texts(_folder["bundle.zip"]);
        Assert.Superset(new HashSet<string> { "versions.json", "configuration.json", "ledger.json", "models.json", "disk.json",
            "logs/acsa-20260101.log" },
            all.Keys.ToHashSet());
        foreach (var (entry, text) in all)
        {
            foreach (var secret in new[] { Name, "Zyxwvut", Id, Birth, Accession, Study })
                Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{entry} holds {secret}");
        }

        Assert.Contains("\"pacs\"", all["ledger.json"], StringComparison.Ordinal);
        Assert.Contains("something about (uid) went wrong", all["logs/acsa-20260101.log"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "ledger": "postgres://acsa:hunter2secret@db/acsa" }""")]
    [InlineData("""{ "monitoring": { "traces": "http://me:hunter2secret@collector:4318" } }""")]
    [InlineData("""{ "console": { "password": "hunter2secret" }, "list": [ "http://x:hunter2secret@y" ] }""")]
    [InlineData("""{ "ledger": "postgres://acsa:hunter2secret@db/acsa" """)]
    public async Task No_password_leaves_with_a_configuration_even_a_wrong_one(string configuration)
    {
        await File.WriteAllTextAsync(_folder["acsa.json"], configuration);
        await SupportBundle.WriteAsync(_folder["acsa.json"], _folder.Path, _folder["bundle.zip"], default);
        Assert.All(Texts(_folder["bundle.zip"]).Values, text => Assert.DoesNotContain(Password, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.6.1", "(uid)")]
    [InlineData("2.25.7", "(uid)")]
    [InlineData("study 1.2.826.12345, and", "study (uid), and")]
    [InlineData("10.0.0.5", "10.0.0.5")]
    [InlineData("version 1.2.0", "version 1.2.0")]
    public void Uids_are_hidden_and_addresses_and_versions_are_not(string text, string expected) =>
        Assert.Equal(expected, (string?)JsonNode.Parse(SupportBundle.Redact($$"""{ "x": "{{text}}" }"""))!["x"]);

    [Fact]
    public void A_line_that_is_nothing_but_dots_and_digits_takes_no_longer_than_another()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        SupportBundle.Redact($$"""{ "x": "{{string.Concat(Enumerable.Repeat("1.", 200_000))}}x" }""");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    public void Dispose() => _folder.Dispose();

    static Dictionary<string, string> Texts(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
