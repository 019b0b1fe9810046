using Acsa.Worker.Configuration;

namespace Acsa.Worker.Tests.Configuration;

public sealed class EnvironmentOverridesTests
{
    const string Text = """
        { // kept
          "data": "d", "dicom": { "port": 104 },
          "destinations": [ { "name": "pacs", "aeTitle": "PACS", "host": "10.0.0.9" } ] }
        """;

    [Theory]
    [InlineData("ACSA__dicom__port", "11113")]
    [InlineData("ACSA__DICOM__PORT", "11113")]
    public void A_variable_stands_in_for_the_file_whatever_its_case(string name, string value) =>
        Assert.Equal(11113, Read((name, value)).Dicom.Port);

    [Fact]
    public void Text_stays_text_and_lists_are_reached_by_number()
    {
        var read = Read(("ACSA__node", "1"), ("ACSA__destinations__0__host", "pacs.example"), ("ACSA__scanners__0__aeTitle", "US7"),
            ("ACSA__spool__flush", "false"), ("ACSA__dicom__bind", """["127.0.0.1", "::1"]"""));
        Assert.Equal(("1", "pacs.example", "US7", false, 2),
            (read.Node, read.Destinations[0].Host, read.Scanners[0].AeTitle, read.Spool.Flush, read.Dicom.Bind.Count));
        Assert.Equal(["127.0.0.2"], Read(("ACSA__dicom__bind", "127.0.0.2")).Dicom.Bind);
    }

    [Fact]
    public void Whole_sections_and_the_ledgers_secret_may_be_stated()
    {
        var read = Read(("ACSA__ledger", "postgres://acsa:s3cret@db/acsa"),
            ("ACSA__destinations__1", """{ "name": "second", "aeTitle": "TWO", "host": "10.0.0.10" }"""));
        Assert.True(read.Ledger.IsShared);
        Assert.Equal(["pacs", "second"], read.Destinations.Select(to => to.Name));
    }

    [Theory]
    [InlineData("ACSA__dicom__prot", "1", "$.dicom.prot")]
    [InlineData("ACSA__dicom__port", "many", "$.dicom.port")]
    [InlineData("ACSA__dicom__port", "70000", "$.dicom.port")]
    [InlineData("ACSA__destinations__3__host", "x", "$.destinations[3]")]
    [InlineData("ACSA__destinations__first__host", "x", "$.destinations[first]")]
    [InlineData("ACSA__data__x", "x", "$.data.x")]
    public void A_mistake_is_told_by_the_variables_name(string name, string value, string path)
    {
        var error = Assert.Single(Assert.Throws<ConfigurationException>(() => Read((name, value))).Errors);
        Assert.Equal(($"environment variable {name}", path), (error.File, error.Path));
    }

    [Fact]
    public void A_secret_is_never_shown() => Assert.DoesNotContain("s3cret",
        Assert.Throws<ConfigurationException>(() => Read(("ACSA__ledger", "mysql://acsa:s3cret@db"))).Message, StringComparison.Ordinal);

    static NodeConfiguration Read(params (string, string)[] variables) =>
        ConfigurationFile.Parse(Text, "acsa.json", "/srv/acsa", EnvironmentOverrides.Of(variables));
}
