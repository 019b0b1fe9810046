using System.Text;

namespace Acsa.Imaging.Tests;

public sealed class StructureTableTests
{
    const string Valid = """
        { "schema": 1,
          "categories": { "muscle": { "value": "91723000", "scheme": "SCT", "meaning": "Anatomical Structure" } },
          "sites": [ { "key": "thigh", "code": { "value": "68367000", "scheme": "SCT", "meaning": "Thigh" }, "bodyParts": [ "THIGH" ], "words": [ "thigh" ] } ],
          "structures": [ { "key": "rectus-femoris", "name": "Rectus femoris", "category": "muscle", "site": "thigh", "colour": "#E6B800",
                            "code": { "value": "72226001", "scheme": "SCT", "meaning": "Rectus femoris" }, "words": [ "rectus femoris" ] } ] }
        """;

    [Fact]
    public void The_built_in_table_is_valid_and_names_the_thigh_muscles()
    {
        var table = StructureTable.BuiltIn;
        Assert.Equal(new CodedConcept("72226001", "SCT", "Rectus femoris"), table.Find("rectus-femoris")!.Code);
        Assert.Equal("thigh", table.Find("vastus-lateralis")!.Site!.Key);
        Assert.Null(table.Find("no-such-muscle"));
        Assert.Null(table.Find(null));
    }

    [Fact]
    public void A_valid_document_is_read() => Assert.Single(Load(Valid).Structures);

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "$.schema")]
    [InlineData("rectus-femoris", "Rectus_Femoris", "$.structures[0].key")]
    [InlineData("#E6B800", "yellow", "$.structures[0].colour")]
    [InlineData("\"category\": \"muscle\"", "\"category\": \"bone\"", "$.structures[0].category")]
    [InlineData("\"site\": \"thigh\"", "\"site\": \"arm\"", "$.structures[0].site")]
    [InlineData("\"72226001\"", "\"72226001722260017\"", "$.structures[0].code.value")]
    [InlineData("[ \"rectus femoris\" ]", "[ \"rectus femoris\", \"Rectus Fémoris\" ]", "occurs twice")]
    [InlineData("\"colour\"", "\"color\"", "color")]
    public void A_mistake_is_refused_with_its_place(string right, string wrong, string expected)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        var refusal = Assert.Throws<StructureTableException>(() => Load(Valid.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.StartsWith("test.json: $", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_read_and_have_to_be_two_positive_numbers_in_order()
    {
        const string right = "\"plausible\": { \"areaCm2\": [ 1, 9 ], \"thicknessCm\": [ 0.5, 3 ], \"aspect\": [ 1, 4 ] }, \"colour\"";
        var text = Valid.Replace("\"colour\"", right, StringComparison.Ordinal);
        Assert.Equal(new PlausibleSize(new(1, 9), new(0.5, 3), new(1, 4)), Assert.Single(Load(text).Structures).Plausible);
        Assert.Null(Assert.Single(Load(Valid).Structures).Plausible);
        foreach (var wrong in (string[])["[ 9, 1 ]", "[ 0, 9 ]", "[ 1 ]"])
        {
            var refusal = Assert.Throws<StructureTableException>(() => Load(text.Replace("[ 1, 9 ]", wrong, StringComparison.Ordinal)));
            Assert.Contains("$.structures[0].plausible.areaCm2: two positive numbers are expected", refusal.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Words_are_compared_without_case_accents_and_punctuation()
    {
        var text = new WordText("M._RECTUS-Fémoris li., \uD800 VL2");
        Assert.True(text.Take(["rectus", "femoris"]));
        Assert.False(text.Take(["rectus", "femoris"]));
        Assert.True(text.TakeAbbreviation("VL"));
        Assert.False(text.TakeAbbreviation("M2"));
        Assert.True(text.Take(["li"]));
    }

    static StructureTable Load(string json) => StructureTable.Load(new MemoryStream(Encoding.UTF8.GetBytes(json)), "test.json");
}
