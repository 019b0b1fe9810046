namespace Acsa.Dicom.Tests.Data;

[Trait("Category", "SharedWithFoDicom")]
public class DictionaryLookupTests
{
    [Fact]
    public void Has_constants_that_say_what_is_retired()
    {
        Assert.Equal("(0020,3100)", DicomTag.SourceImageIDsRETIRED.ToString());
        Assert.True(DicomTag.SourceImageIDsRETIRED.DictionaryEntry.IsRetired);
        Assert.Equal("(6000,3000)", DicomTag.OverlayData.ToString());
        Assert.Equal(DicomTag.PatientName, DicomDictionary.Default["PatientName"]);
        Assert.Null(DicomDictionary.Default["NoSuchKeyword"]);
    }

    [Fact]
    public void Learns_private_attributes()
    {
        var creator = new DicomPrivateCreator("ACSA TEST");
        DicomDictionary.Default.Add(new DicomDictionaryEntry(
            new DicomTag(0x0019, 0x01, creator), "Depth", "Depth", DicomVM.VM_1, retired: false, DicomVR.DS));

        var dataset = new DicomDataset { { new DicomTag(0x0019, 0x01, creator), "4.5" } };

        Assert.Equal(4.5, dataset.GetSingleValue<double>(new DicomTag(0x0019, 0x01, creator)));
        Assert.Equal("Depth", new DicomTag(0x0019, 0x1001, creator).DictionaryEntry.Keyword);
    }
}
