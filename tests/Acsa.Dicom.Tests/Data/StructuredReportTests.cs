namespace Acsa.Dicom.Tests.Data;

[Trait("Category", "SharedWithFoDicom")]
public class StructuredReportTests
{
    private static readonly DicomCodeItem Area = new("42798000", "SCT", "Area");
    private static readonly DicomCodeItem Centimetres = new("cm2", "UCUM", "square centimeter");

    [Fact]
    public void Compares_codes_without_their_meaning()
    {
        Assert.Equal(Area, new DicomCodeItem("42798000", "SCT", "Surface"));
        Assert.True(Area != new DicomCodeItem("42798000", "DCM", "Area"));
        Assert.Equal("Area", new DicomCodeItem(new DicomSequence(DicomTag.ConceptCodeSequence, Area)).Meaning);
        Assert.Throws<DicomDataException>(() => new DicomCodeItem(new DicomSequence(DicomTag.ConceptCodeSequence)));
    }

    [Fact]
    public void Builds_and_reads_a_tree()
    {
        var report = new DicomStructuredReport(new DicomCodeItem("126000", "DCM", "Imaging Measurement Report"));
        report.Add(Area, DicomRelationship.Contains, new DicomMeasuredValue(6.25m, Centimetres));
        report.Add(new DicomCodeItem("121106", "DCM", "Comment"), DicomRelationship.Contains, DicomValueType.Text, "good");

        Assert.False(report.Dataset.Contains(DicomTag.RelationshipType));
        Assert.Equal(DicomValueType.Container, report.Type);
        Assert.Equal(2, report.Children().Count());
        Assert.Equal(6.25m, report.Get(Area, 0m));
        Assert.Equal("6.25 cm2", report.Get(Area, ""));
        Assert.Equal("good", report.Children().Last().Get<string>());
        Assert.Equal(DicomRelationship.Contains, report.Children().First().Relationship);
        Assert.Throws<DicomStructuredReportException>(() => report.Children().Last().Get<DicomUID>());
    }
}
