using Acsa.Phantom;
using Acsa.Worker.SelfTest;

namespace Acsa.Worker.Tests.SelfTest;

public sealed class SelfTestPatientTests
{
    [Fact]
    public void Nothing_by_which_an_archive_files_is_taken_from_anybody_else()
    {
        var image = Image();
        Assert.False(SelfTestPatient.IsOn(image)); // A phantom has an accession number and a birth date, and an archive may hold both.
        SelfTestPatient.Put(image, "1.2.3", DateTimeOffset.UnixEpoch);
        Assert.True(SelfTestPatient.IsOn(image));
        Assert.Equal(("", "", "19700101"), (image.GetString(DicomTag.AccessionNumber), image.GetString(DicomTag.PatientBirthDate), image.GetString(DicomTag.StudyDate)));
    }

    [Fact]
    public void An_image_that_bears_anything_of_somebody_is_known()
    {
        foreach (var (tag, value) in new[]
        {
            (DicomTag.PatientID, "4711"), (DicomTag.PatientName, "Doe^Jane"), (DicomTag.AccessionNumber, "A1"), (DicomTag.PatientBirthDate, "19500101"),
            (DicomTag.IssuerOfPatientID, "HOSPITAL"), (DicomTag.AdmissionID, "9"),
        })
        {
            var image = Image();
            SelfTestPatient.Put(image, "1.2.3", DateTimeOffset.UnixEpoch);
            image.AddOrUpdate(tag, value);
            Assert.False(SelfTestPatient.IsOn(image), tag.ToString());
        }
    }

    static DicomDataset Image()
    {
        var recipe = PhantomRecipe.Draw(5, 0) with { Frames = 1 };
        return PhantomDicomWriter.ToDataset(recipe, [PhantomRenderer.Render(recipe)]);
    }
}
