using System.Text.Json;
using Acsa.Acquisition;
using Acsa.Worker.Configuration;
using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Configuration;

public sealed class ConfigurationFileTests
{
    const string Folder = "/srv/acsa";

    [Fact]
    public void Reads_every_key_with_comments_and_trailing_commas()
    {
        var read = Parse("""
            { // the node
              "dicom": { "aeTitle": "NODE", "port": 11113, "bind": "127.0.0.1" }, "data": "d", "models": "m",
              "study": { "quietSeconds": 2.5, "maximumSeconds": 70, "late": "hold", "instanceSeconds": 9, "editSeconds": 8 }, "spool": { "reserveMegabytes": 5 },
              "scanners": [ { "aeTitle": "US1", "host": "10.0.0.5", "quietSeconds": 7, "complete": "association" }, { "aeTitle": "*" }, ],
              "destinations": [ { "name": "pacs", "aeTitle": "PACS", "host": "pacs.example", "port": 104, "send": ["seg", "sr"],
                                  "commitment": false, "timeoutSeconds": 7, "retry": "2x1s" } ],
              "inference": { "provider": "cpu", "gpu": "off" }, "console": { "url": "http://127.0.0.1:8104" },
              "health": { "receivedSeconds": 1, "assembledSeconds": 2, "outboxSeconds": 3, "editSeconds": 4 } }
            """);

        Assert.Equal(("NODE", 11113, "127.0.0.1"), (read.Dicom.AeTitle, read.Dicom.Port, Assert.Single(read.Dicom.Bind)));
        Assert.Equal(Path.GetFullPath("d", Folder), read.Data);
        Assert.Equal(new StudyConfiguration(Seconds(2.5), Seconds(70), true, Seconds(9), Seconds(8)), read.Study);
        Assert.Equal(new HealthConfiguration(Seconds(1), Seconds(2), Seconds(3), Seconds(4)), read.Health);
        Assert.Equal(5_000_000, read.Spool.ReserveBytes);
        Assert.Equal([new("US1", "10.0.0.5", Seconds(7), true), new("*", "*", Seconds(2.5), false)], read.Scanners);
        var pacs = Assert.Single(read.Destinations);
        Assert.Equal(new HashSet<ResultKind> { ResultKind.Segmentation, ResultKind.StructuredReport, ResultKind.StudyReport }, pacs.Send);
        Assert.Equal(("pacs.example", 104, TimeSpan.FromSeconds(7), "2x1s"), (pacs.Host, pacs.Port, pacs.Timeout, pacs.Retry.Text));
        Assert.Equal(new InferenceConfiguration("cpu", "off"), read.Inference);
    }

    [Fact]
    public void Rules_for_scales_and_names_are_strict_unless_said_otherwise()
    {
        Assert.Equal(CalibrationRules.Strict, Parse("""{ "data": "d" }""").Calibration);
        Assert.Equal(new CalibrationRules(true, 0.5, true),
            Parse("""{ "data": "d", "calibration": { "rulerFallback": true, "rulerTickCm": 0.5, "squarePixels": true } }""").Calibration);
        var wrong = Assert.Throws<ConfigurationException>(() => Parse("""{ "data": "d", "calibration": { "rulerTickCm": 50 } }"""));
        Assert.Contains("$.calibration.rulerTickCm", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sites_anatomy_rules_are_read_and_their_faults_named()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["mine.json"], """
            { "schema": 1, "letters": { "left": [], "right": [] }, "languages": {},
              "rules": [ { "name": "a", "attribute": "ProtocolName", "words": "x", "side": "left" } ] }
            """);
        var text = $$"""{ "data": "d", "anatomy": {{JsonSerializer.Serialize(folder["mine.json"])}} }""";
        Assert.NotEqual(AnatomyTable.BuiltIn.Fingerprint, Parse(text).Anatomy.Fingerprint);
        File.WriteAllText(folder["mine.json"], """{ "schema": 2, "letters": { "left": [], "right": [] }, "languages": {}, "rules": [] }""");
        Assert.Contains("$.schema: 1 is expected", Assert.Throws<ConfigurationException>(() => Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_both_sections_of_tls_and_a_list_of_addresses()
    {
        var thumbprint = string.Join(':', Enumerable.Repeat("ab", 32));
        var read = Parse($$"""
            { "data": "d",
              "dicom": { "bind": ["127.0.0.1", "::1"], "maxAssociations": 9, "maxAssociationsPerHost": 3, "tls": {
                "port": 2762, "only": true, "certificate": "c.pem", "key": "/k/k.pem", "passwordFile": "p.txt",
                "requireClientCertificate": true, "trustedCertificates": "t.pem", "trustedThumbprints": ["{{thumbprint}}"], "checkRevocation": true } },
              "destinations": [ { "name": "p", "aeTitle": "P", "host": "h", "tls": { "hostName": "pacs.example", "trustedCertificates": ["a", "b"] } },
                                { "name": "q", "aeTitle": "P", "host": "::1", "tls": { } } ] }
            """);
        Assert.Equal(["127.0.0.1", "::1"], read.Dicom.Bind);
        Assert.Equal((9, 3), (read.Dicom.MaxAssociations, read.Dicom.MaxAssociationsPerHost));
        var tls = read.Dicom.Tls!;
        Assert.Equal((2762, true, true, true), (tls.Port, tls.Only, tls.RequireClientCertificate, tls.Files.CheckRevocation));
        Assert.Equal((Path.GetFullPath("c.pem", Folder), Path.GetFullPath("/k/k.pem"), Path.GetFullPath("p.txt", Folder)),
            (tls.Files.Certificate, tls.Files.Key, tls.Files.PasswordFile));
        Assert.Equal([Path.GetFullPath("t.pem", Folder)], tls.Files.TrustedCertificates);
        Assert.Equal([string.Concat(Enumerable.Repeat("AB", 32))], tls.Files.TrustedThumbprints);
        Assert.Equal(("pacs.example", 2), (read.Destinations[0].Tls!.HostName, read.Destinations[0].Tls!.Files.TrustedCertificates.Count));
        Assert.NotNull(read.Destinations[1].Tls);
    }

    [Fact]
    public void The_notice_on_pictures_can_be_turned_off()
    {
        Assert.True(Parse("""{ "data": "d" }""").MarksPictures);
        Assert.False(Parse("""{ "data": "d", "pictures": { "notice": false } }""").MarksPictures);
        Assert.Equal(OutlineForm.Both, Parse("""{ "data": "d" }""").Outlines);
        Assert.Equal(OutlineForm.Overlay, Parse("""{ "data": "d", "gsps": { "outline": "overlay" } }""").Outlines);
    }

    [Fact]
    public void What_is_sent_is_named_and_a_profile_chooses_the_segmentation()
    {
        Assert.Equal([ResultKind.Segmentation, ResultKind.StructuredReport, ResultKind.SecondaryCapture, ResultKind.StudyReport], Send(""));
        Assert.Equal([ResultKind.SegmentationStrict, ResultKind.PresentationState, ResultKind.StructuredReportWithStrict, ResultKind.StudyReport],
            Send(""", "send": ["seg", "sr", "gsps"], "seg": { "profile": "strict" } """));
        Assert.Equal([ResultKind.Document, ResultKind.RejectionNote],
            Send(""", "send": ["pdf"], "rejectSuperseded": true, "seg": { "profile": "full-spatial" } """));
        Assert.Equal([ResultKind.StructuredReportAlone, ResultKind.ComprehensiveReportAlone, ResultKind.StudyReport],
            Send(""", "send": ["sr", "comprehensive-sr"] """));
        Assert.Equal([ResultKind.SegmentationFullSpatial, ResultKind.StructuredReportBySegmentFullSpatial, ResultKind.StudyReport],
            Send(""", "send": ["seg", "sr"], "seg": { "profile": "full-spatial" }, "sr": { "outline": "segment" } """));
        // A report on the study in the form of those on images, unless it is not wanted; by name also alone.
        Assert.Equal([ResultKind.ComprehensiveReportAlone, ResultKind.StudyComprehensiveReport], Send(""", "send": ["comprehensive-sr"] """));
        Assert.Equal([ResultKind.TextReport, ResultKind.StudyTextReport], Send(""", "send": ["text-sr", "study-sr"] """));
        Assert.Equal([ResultKind.StudyReport], Send(""", "send": ["study-sr"] """));
        Assert.Equal([ResultKind.Segmentation, ResultKind.StructuredReport, ResultKind.SecondaryCapture], Send(""", "sr": { "study": false } """));
        Assert.Equal([ResultKind.Segmentation, ResultKind.StructuredReport, ResultKind.SecondaryCapture], Send(""", "send": "auto", "sr": { "study": false } """));
        Assert.Equal([ResultKind.TextReport], Send(""", "send": ["text-sr"], "sr": { "study": false } """));
        Assert.Equal("$.destinations[0].sr.outline", Assert.Single(Assert.Throws<ConfigurationException>(() =>
            Send(""", "send": ["sr"], "sr": { "outline": "segment" } """)).Errors).Path);
        var error = Assert.Throws<ConfigurationException>(() => Send(""", "seg": { "profile": "best" } """));
        Assert.Equal("$.destinations[0].seg.profile", Assert.Single(error.Errors).Path);

        static IEnumerable<ResultKind> Send(string more) =>
            Parse($$"""{ "data": "d", "destinations": [ { "name": "p", "aeTitle": "P", "host": "h"{{more}} } ] }""").Destinations[0].Send.Order();
    }

    [Fact]
    public void Defaults_follow_when_only_the_data_folder_is_given()
    {
        var read = Parse("""{ "data": "d" }""");
        Assert.Equal(("ACSA", 11112), (read.Dicom.AeTitle, read.Dicom.Port));
        Assert.Equal(System.Net.Sockets.Socket.OSSupportsIPv6 ? "::" : "0.0.0.0", Assert.Single(read.Dicom.Bind));
        Assert.Null(read.Dicom.Tls);
        Assert.Equal(TimeSpan.FromSeconds(10), read.Study.Quiet);
        Assert.Empty(read.Scanners);
    }

    [Fact]
    public void Without_a_ledger_the_data_folder_has_it_and_the_node_is_named_after_its_machine()
    {
        var read = Parse("""{ "data": "d" }""");
        Assert.Equal(Path.Combine(read.Data, "ledger.sqlite"), read.Ledger.File);
        Assert.False(read.Ledger.IsShared);
        Assert.Matches("^[a-z0-9._-]{1,64}$", read.Node);
        Assert.Equal((2048_000_000, 256_000_000), (read.Spool.ReserveBytes, read.Spool.ResultsReserveBytes));
    }

    [Fact]
    public void A_shared_ledger_is_named_in_the_file_or_by_where_its_address_is_kept()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["address"], "postgres://acsa:hush@db/ledger\n");
        Environment.SetEnvironmentVariable("ACSA_TEST_LEDGER", "postgres://acsa:hush@db/ledger");
        string[] settings = ["postgres://acsa:hush@db/ledger", "env:ACSA_TEST_LEDGER", "file:address"];
        foreach (var setting in settings)
        {
            var text = $$"""{ "data": "d", "node": "Node-2", "ledger": "{{setting}}" }""";
            var read = ConfigurationFile.Parse(text, "acsa.json", folder.Path);
            Assert.True(read.Ledger.IsShared);
            Assert.Contains("hush", read.Ledger.Connection, StringComparison.Ordinal);
            Assert.Equal("node-2", read.Node);
            Assert.DoesNotContain("hush", read.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("mysql://acsa:hush@db/ledger")]
    [InlineData("postgres://acsa:hush@/ledger")]
    [InlineData("env:ACSA_TEST_NO_SUCH_VARIABLE")]
    [InlineData("file:no-such-file")]
    public void A_ledger_that_cannot_be_read_is_refused_without_showing_its_password(string setting)
    {
        var error = Assert.Throws<ConfigurationException>(() => Parse($$"""{ "data": "d", "ledger": "{{setting}}" }"""));
        Assert.Equal("$.ledger", Assert.Single(error.Errors).Path);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ }""", "$.data", "(absent)")]
    [InlineData("""{ "data": "\ud800" }""", "$", "not text")]
    [InlineData("""{ "data": "d", "dicom": { "port": 70000 } }""", "$.dicom.port", "70000")]
    [InlineData("""{ "data": "d", "dicom": { "port": "104" } }""", "$.dicom.port", "\"104\"")]
    [InlineData("""{ "data": "d", "dicom": { "aeTitle": "A_TITLE_OF_17_CHRS" } }""", "$.dicom.aeTitle", "\"A_TITLE_OF_17_CHRS\"")]
    [InlineData("""{ "data": "d", "dicom": { "aetitle": "X" } }""", "$.dicom.aetitle", "\"X\"")]
    [InlineData("""{ "data": "d", "dicom": { "bind": "10.0.0.256" } }""", "$.dicom.bind", "\"10.0.0.256\"")]
    [InlineData("""{ "data": "d", "dicom": { "bind": "10.1" } }""", "$.dicom.bind", "\"10.1\"")]
    [InlineData("""{ "data": "d", "dicom": { "bind": "010.0.0.1" } }""", "$.dicom.bind", "\"010.0.0.1\"")]
    [InlineData("""{ "data": "d", "dicom": { "bind": "localhost" } }""", "$.dicom.bind", "\"localhost\"")]
    [InlineData("""{ "data": "d", "dicom": { "bind": ["10.0.0.1", "fe80::1::2"] } }""", "$.dicom.bind[1]", "\"fe80::1::2\"")]
    [InlineData("""{ "data": "d", "dicom": { "bind": ["::", "10.0.0.1"] } }""", "$.dicom.bind", "[\"::\", \"10.0.0.1\"]")]
    [InlineData("""{ "data": "d", "dicom": { "bind": ["::1", "0:0:0:0:0:0:0:1"] } }""", "$.dicom.bind", "[\"::1\", \"0:0:0:0:0:0:0:1\"]")]
    [InlineData("""{ "data": "d", "dicom": { "bind": [] } }""", "$.dicom.bind", "[]")]
    [InlineData("""{ "data": "d", "dicom": { "tls": { "requireClientCertificate": false } } }""", "$.dicom.tls.certificate", "(absent)")]
    [InlineData("""{ "data": "d", "dicom": { "tls": { "certificate": "c" } } }""", "$.dicom.tls.trustedCertificates", "(absent)")]
    [InlineData("""{ "data": "d", "dicom": { "tls": { "certificate": "c", "trustedCertificates": "t", "trustedThumbprints": "AB:CD" } } }""", "$.dicom.tls.trustedThumbprints", "\"AB:CD\"")]
    [InlineData("""{ "data": "d", "dicom": { "tls": { "certificate": "c", "trustedCertificates": "t", "minimum": "1.0" } } }""", "$.dicom.tls.minimum", "\"1.0\"")]
    [InlineData(
        """{ "data": "d", "destinations": [ { "name": "p", "aeTitle": "P", "host": "h", "tls": { "key": "k" } } ] }""",
        "$.destinations[0].tls.certificate", "(absent)")]
    [InlineData("""{ "data": "d", "inference": { "provider": "cpu", "gpu": "required" } }""", "$.inference.provider", "\"cpu\"")]
    [InlineData("""{ "data": "d", "study": 10 }""", "$.study", "10")]
    [InlineData("""{ "data": "d", "node": "a/b" }""", "$.node", "\"a/b\"")]
    [InlineData("""{ "data": "d", "spool": { "reserveMegabytes": 5, "resultsReserveMegabytes": 6 } }""",
        "$.spool.resultsReserveMegabytes", "6")]
    [InlineData("""{ "data": "d", "scanners": { } }""", "$.scanners", "{ }")]
    [InlineData("""{ "data": "d", "scanners": [ { "aeTitle": "A", "host": "10.0.0.256" } ] }""", "$.scanners[0].host", "\"10.0.0.256\"")]
    [InlineData(
        """{ "data": "d", "destinations": [ { "name": "p", "aeTitle": "P", "host": "h", "send": ["seg", "doc"] } ] }""",
        "$.destinations[0].send[1]", "\"doc\"")]
    [InlineData(
        """{ "data": "d", "destinations": [ { "name": "p", "aeTitle": "P", "host": "h", "retry": "often" } ] }""",
        "$.destinations[0].retry", "\"often\"")]
    [InlineData(
        """{"data":"d","destinations":[{"name":"p","aeTitle":"P","host":"h"},{"name":"P","aeTitle":"P","host":"h"}]}""",
        "$.destinations[1].name", "\"P\"")]
    [InlineData("""{ "data": "d", "inference": { "gpu": "yes" } }""", "$.inference.gpu", "\"yes\"")]
    [InlineData("""{ "data": "d", "console": { "url": "8104" } }""", "$.console.url", "\"8104\"")]
    [InlineData("""{ "data": "d", "destination": [] }""", "$.destination", "[]")]
    public void Names_file_path_value_and_expectation_of_what_is_wrong(string text, string path, string value)
    {
        var error = Assert.Single(Assert.Throws<ConfigurationException>(() => Parse(text)).Errors);
        Assert.Equal(("acsa.json", path, value), (error.File, error.Path, error.Value));
        Assert.NotEmpty(error.Expected);
    }

    [Fact]
    public void Lists_all_errors_not_only_the_first()
    {
        var errors = Assert.Throws<ConfigurationException>(() => Parse("""{ "dicom": { "port": -1, "ae": 1 } }""")).Errors;
        Assert.Equal(["$.dicom.port", "$.data", "$.dicom.ae"], errors.Select(error => error.Path).Order(StringComparer.Ordinal)
            .OrderBy(p => p != "$.dicom.port").ThenBy(p => p != "$.data"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{ "data": "a", "data": "b" }""")]
    public void Refuses_what_is_not_json_or_says_a_thing_twice(string text) =>
        Assert.Equal("$", Assert.Single(Assert.Throws<ConfigurationException>(() => Parse(text)).Errors).Path);

    [Fact]
    public void Says_when_the_file_is_missing()
    {
        using var folder = new TempFolder();
        Assert.Contains("not readable", Assert.Throws<ConfigurationException>(() => ConfigurationFile.Read(folder["acsa.json"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_configuration_is_valid() =>
        Assert.NotEmpty(ConfigurationFile.Read(Path.Combine(AppContext.BaseDirectory, "config", "acsa.json")).Scanners);

    [Fact]
    public void The_schema_knows_the_keys_that_the_sample_uses()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "config");
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "acsa.schema.json")));
        using var sample = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder, "acsa.json")), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true });
        AssertKnown(sample.RootElement, schema.RootElement);
    }

    static void AssertKnown(JsonElement value, JsonElement schema)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject()) AssertKnown(property.Value, schema.GetProperty("properties")
                .GetProperty(property.Name));
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) AssertKnown(item, schema.GetProperty("items"));
        }
    }

    static NodeConfiguration Parse(string text) => ConfigurationFile.Parse(text, "acsa.json", Folder);

    [Fact]
    public void A_longest_time_below_the_quiet_time_is_refused() => Assert.Contains("maximumSeconds", Assert.Throws<ConfigurationException>(
        () => Parse("""{ "data": "d", "study": { "quietSeconds": 9, "maximumSeconds": 8 } }""")).Message, StringComparison.Ordinal);

    static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
