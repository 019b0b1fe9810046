using System.Text;
using System.Text.Json;
using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

public sealed class AnatomyTableTests
{
    const string Rest = "\"letters\": { \"left\": [ \"L\" ], \"right\": [ \"R\" ] }, \"languages\": { \"en\": { \"left\": [ \"left\" ], \"right\": [ \"right\" ] } }";

    [Fact]
    public void A_sites_own_rule_names_what_its_scanner_writes()
    {
        var reader = new AnatomyReader(StructureTable.BuiltIn, Load(Rest + """
            , "rules": [ { "name": "our preset", "attribute": "ProtocolName", "words": "VLCSA", "structure": "vastus-lateralis", "side": "left", "view": "transverse" } ]
            """));
        var reading = reader.Read(Sample.Still().With(DicomTag.ProtocolName, "VLCSA_6_0"));
        Assert.Equal(("vastus-lateralis", Laterality.Left), (reading.Structure, reading.Laterality));
        Assert.All(reading.Statements, statement => Assert.Equal("anatomy.json: rule 'our preset'", statement.Rule));
        Assert.Null(reader.Read(Sample.Still().With(DicomTag.SeriesDescription, "VLCSA_6_0")).Structure);
    }

    [Theory]
    [InlineData("\"rules\": [], \"x\": 1", "$.x")]
    [InlineData("\"rules\": [ { \"name\": \"a\", \"attribute\": \"PatientName\", \"words\": \"x\", \"side\": \"left\" } ]",
        "$.rules[0].attribute: 'PatientName' is not one of")]
    [InlineData("\"rules\": [ { \"name\": \"a\", \"attribute\": \"ProtocolName\", \"words\": \"x\", \"structure\": \"heart\" } ]",
        "$.rules[0].structure: 'heart' is not a key")]
    [InlineData("\"rules\": [ { \"name\": \"a\", \"attribute\": \"ProtocolName\", \"words\": \"x\", \"side\": \"up\" } ]",
        "$.rules[0].side: left or right is expected")]
    [InlineData("\"rules\": [ { \"name\": \"a\", \"attribute\": \"ProtocolName\", \"words\": \"x\" } ]",
        "$.rules[0]: structure, side or view is expected")]
    [InlineData("\"rules\": [ { \"name\": \"a\", \"attribute\": \"ProtocolName\", \"words\": \"--\", \"side\": \"left\" } ]",
        "$.rules[0].words")]
    public void A_table_that_is_not_valid_says_where(string rules, string expected)
    {
        var error = Assert.Throws<AnatomyTableException>(() => Load($"{Rest}, {rules}"));
        Assert.StartsWith("site.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_for_both_sides_is_refused() =>
        Assert.Contains("'x' is a word for both sides", Assert.Throws<AnatomyTableException>(() =>
        Load("\"letters\": { \"left\": [], \"right\": [] }, \"languages\": { \"en\": { \"left\": [ \"x\" ] }, \"de\": { \"right\": [ \"X\" ] } }, \"rules\": []"))
        .Message, StringComparison.Ordinal);

    [Fact]
    public void Every_language_of_the_built_in_table_knows_both_sides_and_both_planes()
    {
        string[] expected = ["de", "en", "es", "fr", "it", "ja", "nl", "pt", "sv", "tr"];
        Assert.Equal(expected, AnatomyTable.BuiltIn.Languages.Select(language => language.Language).Order());
        Assert.All(AnatomyTable.BuiltIn.Languages, language =>
        {
            Assert.NotEmpty(language.Left);
            Assert.NotEmpty(language.Right);
            Assert.NotEmpty(language.Longitudinal);
            Assert.NotEmpty(language.Transverse);
            Assert.NotEmpty(language.Negation);
        });
    }

    [Fact]
    public void No_word_of_the_tables_contradicts_itself_when_it_is_read()
    {
        var reader = new AnatomyReader(StructureTable.BuiltIn);
        foreach (var structure in StructureTable.BuiltIn.Structures)
            foreach (var name in structure.Words)
            {
                var reading = reader.Read(Sample.Still().With(DicomTag.SeriesDescription, string.Join(' ', name)));
                Assert.True(reading is { Laterality: Laterality.Unknown, Reasons.Count: 0, Refusal: null },
                    $"{string.Join(' ', name)}: {JsonSerializer.Serialize(reading)}");
                Assert.Equal(structure.Key, reading.Structure);
            }
    }

    static AnatomyTable Load(string rest) =>
        AnatomyTable.Load(new MemoryStream(Encoding.UTF8.GetBytes($"{{ \"schema\": 1, {rest} }}")), "site.json");
}
