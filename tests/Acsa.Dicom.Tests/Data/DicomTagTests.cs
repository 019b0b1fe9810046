namespace Acsa.Dicom.Tests.Data;

[Trait("Category", "SharedWithFoDicom")]
public class DicomTagTests
{
    [Theory]
    [InlineData("(0010,0020)")]
    [InlineData("0010,0020")]
    [InlineData("00100020")]
    public void Parses_each_notation(string text) => Assert.Equal(DicomTag.PatientID, DicomTag.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0010")]
    [InlineData("(0010,002g)")]
    [InlineData("PatientID")]
    public void Refuses_what_is_no_tag(string text) => Assert.Throws<DicomDataException>(() => DicomTag.Parse(text));

    [Fact]
    public void Parses_a_private_creator()
    {
        var tag = DicomTag.Parse("(0019,1001:ACME 1.0)");

        Assert.True(tag.IsPrivate);
        Assert.Equal("ACME 1.0", tag.PrivateCreator!.Creator);
        Assert.Equal("(0019,1001:ACME 1.0)", tag.ToString());
        Assert.Equal("(0019,xx01:ACME 1.0)", tag.ToString("X", null));
    }

    [Fact]
    public void Formats()
    {
        var tag = new DicomTag(0x7FE0, 0x0010);

        Assert.Equal("(7fe0,0010)", tag.ToString());
        Assert.Equal("7fe0,0010", tag.ToString("g", null));
        Assert.Equal("7FE00010", tag.ToString("J", null));
    }

    [Fact]
    public void Orders_by_group_element_and_creator()
    {
        DicomTag[] tags =
            [new(0x19, 0x1001, "B"), DicomTag.PixelData, new(0x19, 0x1001, "A"), new(0x19, 0x1001), DicomTag.Rows];

        Array.Sort(tags);

        Assert.Equal(["(0019,1001)", "(0019,1001:A)", "(0019,1001:B)", "(0028,0010)", "(7fe0,0010)"], tags.Select(tag => tag.ToString()));
    }

    [Fact]
    public void Converts_to_and_from_numbers()
    {
        DicomTag tag = 0x00280010u;

        Assert.Equal(DicomTag.Rows, tag);
        Assert.True(tag == DicomTag.Rows && tag.CompareTo(DicomTag.Columns) < 0);
        Assert.Equal(0x00280010u, (uint)DicomTag.Rows);
        Assert.Equal(DicomTag.Rows.GetHashCode(), new DicomTag(0x0028, 0x0010).GetHashCode());
    }

    [Fact]
    public void Knows_its_dictionary_entry()
    {
        var entry = DicomTag.PixelData.DictionaryEntry;

        Assert.Equal("PixelData", entry.Keyword);
        Assert.Equal("Pixel Data", entry.Name);
        Assert.Contains(DicomVR.OW, entry.ValueRepresentations);
        Assert.Equal("Unknown", new DicomTag(0x0008, 0xFFFE).DictionaryEntry.Keyword);
    }
}
