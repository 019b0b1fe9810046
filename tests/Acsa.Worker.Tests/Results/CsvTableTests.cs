using Acsa.Worker.Results;

namespace Acsa.Worker.Tests.Results;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("-Infinity", "'-Infinity")]
    public void What_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe(string text, string cell) =>
        Assert.Equal(cell, Cell(text));

    [Theory]
    [InlineData("-5")]
    [InlineData("+0.25")]
    [InlineData("-1.5E-7")]
    [InlineData("thigh-2 = left")]
    [InlineData("")]
    public void Plain_numbers_and_other_texts_stay_as_they_are(string text) => Assert.Equal(text, Cell(text));

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("5\" probe", "\"5\"\" probe\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    public void Commas_quotes_and_line_breaks_are_quoted(string text, string cell) => Assert.Equal(cell, Cell(text));

    [Fact]
    public void Numbers_have_a_point_and_nothing_is_an_empty_cell() =>
        Assert.Equal("a,b,c\n-0.5,,7\n", CsvTable.Write("a,b,c", [[-0.5, null, 7]]));

    static string Cell(string text) => CsvTable.Write("h", [[text]])["h\n".Length..^1];
}
