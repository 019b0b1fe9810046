namespace Acsa.Dicom.Tests.Data;

[Trait("Category", "SharedWithFoDicom")]
public class DatasetWritingTests
{
    [Fact]
    public void Refuses_a_tag_that_is_there()
    {
        var dataset = new DicomDataset { { DicomTag.Modality, "US" } };

        Assert.Throws<ArgumentException>(() => dataset.Add(DicomTag.Modality, "CT"));
        Assert.Equal("CT", dataset.AddOrUpdate(DicomTag.Modality, "CT").GetString(DicomTag.Modality));
    }

    [Fact]
    public void Is_strict_about_types()
    {
        var dataset = new DicomDataset();

        Assert.Throws<InvalidOperationException>(() => dataset.Add(DicomTag.Rows, 5));
        Assert.Throws<FormatException>(() => dataset.Add(DicomTag.Rows, "abc"));
        Assert.Throws<InvalidOperationException>(() => dataset.Add(DicomTag.Modality, 5));
        Assert.Equal(5, dataset.Add(DicomTag.Rows, "5").GetSingleValue<ushort>(DicomTag.Rows));
    }

    [Fact]
    public void Refuses_tags_without_value_representation()
    {
        Assert.Throws<DicomDataException>(() => new DicomDataset().Add(new DicomTag(0x0008, 0xFFFE), "x"));
        Assert.Throws<DicomDataException>(() => new DicomDataset().Add(new DicomTag(0x0019, 0x01, "ACME"), "x"));
    }

    [Fact]
    public void Makes_empty_elements()
    {
        var dataset = new DicomDataset();
        dataset.AddOrUpdate(DicomTag.PatientName, (string?)null);
        dataset.AddOrUpdate<string>(DicomTag.PatientID);

        Assert.Equal("", dataset.GetString(DicomTag.PatientName));
        Assert.Equal("", dataset.GetString(DicomTag.PatientID));
        Assert.True(dataset.Contains(DicomTag.PatientName));
    }

    [Theory]
    [InlineData(0x00080018u, "1.2.x")]
    [InlineData(0x00080060u, "us")]
    [InlineData(0x00080020u, "2024-02-29")]
    [InlineData(0x00080030u, "2561")]
    [InlineData(0x00080050u, "12345678901234567")]
    [InlineData(0x00101010u, "42")]
    [InlineData(0x00280030u, "1,5")]
    [InlineData(0x00200013u, "99999999999")]
    [InlineData(0x00100010u, "a=b=c=d")]
    [InlineData(0x00080054u, "A\u0001")]
    public void Checks_what_we_create(uint tag, string value)
    {
        Assert.Throws<DicomValidationException>(() => new DicomDataset().Add(tag, value));
        Assert.Single(new DicomDataset().NotValidated().Add(tag, value));
    }

    [Fact]
    public void Checks_how_many_values_there_are()
    {
        Assert.Throws<DicomValidationException>(() => new DicomDataset().Add(DicomTag.Modality, "US", "CT"));
        Assert.Throws<DicomValidationException>(() => new DicomDataset().Add(DicomTag.PixelSpacing, 1m));
        Assert.Single(new DicomDataset().Add(DicomTag.PixelSpacing, 1m, 2m));
    }

    [Fact]
    public void Checks_again_behind_an_unvalidated_block()
    {
        var dataset = new DicomDataset();
        using (new UnvalidatedScope(dataset)) dataset.Add(DicomTag.Modality, "us");

        Assert.Throws<DicomValidationException>(() => dataset.Add(DicomTag.BodyPartExamined, "leg"));
        Assert.Throws<DicomValidationException>(dataset.Validate);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Tells_nothing_of_the_value_in_a_validation_message()
    {
        var e = Assert.Throws<DicomValidationException>(() => new DicomDataset().Add(DicomTag.PatientBirthDate, "Doe 1980"));

        Assert.DoesNotContain("Doe", e.Message, StringComparison.Ordinal);
        Assert.Equal("Doe 1980", e.Content);
        Assert.Equal(DicomVR.DA, e.VR);
    }

    [Fact]
    public void Reserves_a_block_for_each_private_creator()
    {
        var dataset = new DicomDataset();
        dataset.Add(DicomVR.US, new DicomTag(0x0019, 0x01, "ACME"), (ushort)1);
        dataset.Add(DicomVR.US, new DicomTag(0x0019, 0x01, "OTHER"), (ushort)2);

        Assert.Equal(
            ["(0019,0010)", "(0019,0011)", "(0019,1001:ACME)", "(0019,1101:OTHER)"], dataset.Select(item => item.Tag.ToString()));
        Assert.Equal(2, dataset.GetSingleValue<ushort>(new DicomTag(0x0019, 0x01, "OTHER")));
        Assert.Equal("OTHER", dataset.GetString(new DicomTag(0x0019, 0x0011)));
        Assert.False(dataset.Contains(new DicomTag(0x0019, 0x1001)));
        Assert.False(dataset.Contains(new DicomTag(0x0019, 0x01, "NOBODY")));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Removes_without_adding()
    {
        var dataset = new DicomDataset { { DicomTag.Modality, "US" }, { DicomTag.PatientID, "1" } };

        dataset.Remove(DicomTag.Modality, DicomTag.Rows, new DicomTag(0x0019, 0x01, "NOBODY"));
        Assert.Single(dataset);
        dataset.Remove(item => item.Tag == DicomTag.PatientID);
        Assert.Empty(dataset);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Leaves_an_item_that_is_added_to_two_data_sets_alone()
    {
        var item = new DicomUnsignedShort(new DicomTag(0x0019, 0x01, "ACME"), 1);

        new DicomDataset().AddOrUpdate(item);

        Assert.Equal("(0019,0001:ACME)", item.Tag.ToString());
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Takes_dates_enumerations_uids_and_sequences()
    {
        var dataset = new DicomDataset
        {
            { DicomTag.StudyDate, new DateTime(2024, 2, 29) },
            { DicomTag.StudyTime, new DateTime(2024, 2, 29, 13, 5, 9, 250) },
            { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage },
            { DicomTag.ReferencedImageSequence, new DicomDataset { { DicomTag.ReferencedSOPInstanceUID, "1.2" } }, new DicomDataset() },
            { DicomTag.Laterality, Side.L },
        };

        Assert.Equal("20240229", dataset.GetString(DicomTag.StudyDate));
        Assert.Equal("130509.25", dataset.GetString(DicomTag.StudyTime));
        Assert.Equal(2, dataset.GetSequence(DicomTag.ReferencedImageSequence).Items.Count);
        Assert.Equal(Side.L, dataset.GetSingleValue<Side>(DicomTag.Laterality));
    }

    private enum Side
    {
        L,
        R,
    }
}
