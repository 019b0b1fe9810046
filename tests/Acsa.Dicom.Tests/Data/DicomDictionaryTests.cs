namespace Acsa.Dicom.Tests.Data;

public class DicomDictionaryTests
{
    [Fact]
    public void Finds_every_entry_again_by_its_tag_and_by_its_keyword()
    {
        for (var i = 0; i < DicomDictionaryData.Count; i++)
        {
            // (0028,0400) and a few others are entries of their own and the first of a repeating group.
            var found = DicomDictionaryData.IndexOf(DicomDictionaryData.Tags[i]);
            if (i < DicomDictionaryData.ExactCount || found >= DicomDictionaryData.ExactCount) Assert.Equal(i, found);
            Assert.Equal(DicomDictionaryData.Tags[i], (uint)DicomDictionary.Default[DicomDictionaryData.Keyword(i)]!);
            Assert.NotEmpty(DicomDictionaryData.Kind(i).ValueRepresentations);
        }
    }

    [Theory]
    [InlineData(0x60020010u, "OverlayRows")]
    [InlineData(0x60FE3000u, "OverlayData")]
    [InlineData(0x50043000u, "CurveData")]
    [InlineData(0x00203140u, "SourceImageIDs")]
    [InlineData(0x00080000u, "GenericGroupLength")]
    [InlineData(0x60030010u, "PrivateCreator")]
    [InlineData(0x00110042u, "PrivateCreator")]
    [InlineData(0x00111042u, "Unknown")]
    public void Knows_repeating_groups_group_lengths_and_creators(uint tag, string keyword) =>
        Assert.Equal(keyword, DicomDictionary.Default[tag].Keyword);

    [Theory]
    [InlineData("1", 1, true)]
    [InlineData("1", 2, false)]
    [InlineData("1-n", 9, true)]
    [InlineData("2-2n", 4, true)]
    [InlineData("2-2n", 3, false)]
    [InlineData("1-3", 4, false)]
    [InlineData("3", 0, true)]
    public void Counts_values(string multiplicity, int count, bool allowed)
    {
        Assert.Equal(allowed, DicomVM.Parse(multiplicity).Allows(count));
        Assert.Equal(multiplicity, DicomVM.Parse(multiplicity).ToString());
    }
}
