namespace Acsa.Dicom.Tests.Data;

[Trait("Category", "SharedWithFoDicom")]
public class DatasetReadingTests
{
    private static readonly DicomDataset Dataset = new DicomDataset
    {
        { DicomTag.ImageType, "ORIGINAL", "PRIMARY" },
        { DicomTag.Modality, "US" },
        { DicomTag.PatientID, "0042" },
        { DicomTag.PatientWeight, 70.5m },
        { DicomTag.NumberOfFrames, 12 },
        { DicomTag.Rows, (ushort)480 },
        { DicomTag.PhysicalDeltaX, 0.0125 },
        { DicomTag.AccessionNumber, Array.Empty<string>() },
        { DicomTag.PatientComments, "" },
        { DicomTag.StudyDate, "20240229" },
    };

    [Fact]
    public void Gives_single_values_as_the_type_asked_for()
    {
        Assert.Equal("US", Dataset.GetSingleValue<string>(DicomTag.Modality));
        Assert.Equal(70.5m, Dataset.GetSingleValue<decimal>(DicomTag.PatientWeight));
        Assert.Equal(70.5, Dataset.GetSingleValue<double>(DicomTag.PatientWeight));
        Assert.Equal(12, Dataset.GetSingleValue<int>(DicomTag.NumberOfFrames));
        Assert.Equal(480, Dataset.GetSingleValue<ushort>(DicomTag.Rows));
        Assert.Equal(480, Dataset.GetSingleValue<int>(DicomTag.Rows));
        Assert.Equal("480", Dataset.GetSingleValue<string>(DicomTag.Rows));
        Assert.Equal(480, Dataset.GetSingleValue<int?>(DicomTag.Rows));
        Assert.Equal(0.0125, Dataset.GetSingleValue<double>(DicomTag.PhysicalDeltaX));
        Assert.Equal(new DateTime(2024, 2, 29), Dataset.GetSingleValue<DateTime>(DicomTag.StudyDate));
        Assert.Equal("", Dataset.GetSingleValue<string>(DicomTag.PatientComments));
    }

    [Fact]
    public void Refuses_what_is_not_there()
    {
        Assert.Throws<DicomDataException>(() => Dataset.GetSingleValue<string>(DicomTag.PatientName));
        Assert.Throws<DicomDataException>(() => Dataset.GetSingleValue<string>(DicomTag.ImageType));
        Assert.Throws<DicomDataException>(() => Dataset.GetSingleValue<string>(DicomTag.AccessionNumber));
        Assert.Throws<DicomDataException>(() => Dataset.GetValue<string>(DicomTag.ImageType, 2));
        Assert.Throws<DicomDataException>(() => Dataset.GetSequence(DicomTag.ReferencedImageSequence));
        Assert.Throws<DicomDataException>(() => Dataset.GetSequence(DicomTag.Modality));
        Assert.Throws<InvalidCastException>(() => Dataset.GetSingleValue<int>(DicomTag.PatientID));
    }

    [Fact]
    public void Gives_several_values()
    {
        Assert.Equal(["ORIGINAL", "PRIMARY"], Dataset.GetValues<string>(DicomTag.ImageType));
        Assert.Equal("ORIGINAL\\PRIMARY", Dataset.GetString(DicomTag.ImageType));
        Assert.Equal("PRIMARY", Dataset.GetValue<string>(DicomTag.ImageType, 1));
        Assert.Equal(2, Dataset.GetValueCount(DicomTag.ImageType));
        Assert.Empty(Dataset.GetValues<string>(DicomTag.AccessionNumber));
        Assert.Equal("", Dataset.GetString(DicomTag.AccessionNumber));
        Assert.Equal(0, Dataset.GetValueCount(DicomTag.AccessionNumber));
    }

    [Fact]
    public void Tries_without_throwing()
    {
        Assert.False(Dataset.TryGetSingleValue<string>(DicomTag.PatientName, out _));
        Assert.False(Dataset.TryGetSingleValue<string>(DicomTag.ImageType, out _));
        Assert.False(Dataset.TryGetSingleValue<int>(DicomTag.PatientID, out _));
        Assert.False(Dataset.TryGetValues<string>(DicomTag.PatientName, out _));
        Assert.False(Dataset.TryGetSequence(DicomTag.Modality, out _));
        Assert.True(Dataset.TryGetString(DicomTag.Modality, out var modality));
        Assert.Equal("US", modality);
        Assert.Equal(7, Dataset.GetSingleValueOrDefault(DicomTag.Columns, 7));
        Assert.Equal("-", Dataset.GetValueOrDefault(DicomTag.ImageType, 2, "-"));
        Assert.Null(Dataset.GetDicomItem<DicomSequence>(DicomTag.Modality));
    }

    [Fact]
    public void Trims_padding_when_reading()
    {
        var id = new DicomLongString(DicomTag.PatientID, [System.Text.Encoding.ASCII], Buffer("ID  "));
        var uid = new DicomUniqueIdentifier(DicomTag.SOPInstanceUID, Buffer("1.2.3\0"));

        Assert.Equal("ID", id.Get<string>());
        Assert.Equal("1.2.3", uid.Get<DicomUID>(0).UID);
    }

    [Fact]
    public void Enumerates_in_the_order_of_tags()
    {
        var dataset = new DicomDataset { { DicomTag.Rows, (ushort)1 }, { DicomTag.Modality, "US" }, { DicomTag.PatientID, "1" } };

        Assert.Equal([DicomTag.Modality, DicomTag.PatientID, DicomTag.Rows], dataset.Select(item => item.Tag));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Reads_dates_with_times()
    {
        var dataset = new DicomDataset
        {
            { DicomTag.StudyDate, "20240229" }, { DicomTag.StudyTime, "235958.5" }, { DicomTag.TimezoneOffsetFromUTC, "-0330" },
        };

        Assert.Equal(new DateTime(2024, 2, 29, 23, 59, 58, 500), dataset.GetDateTime(DicomTag.StudyDate, DicomTag.StudyTime));
        Assert.Equal(new DateTimeOffset(2024, 2, 29, 23, 59, 58, 500, new TimeSpan(-3, -30, 0)),
            dataset.GetDateTimeOffset(DicomTag.StudyDate, DicomTag.StudyTime));
    }

    [Fact]
    public void Collects_the_functional_groups_of_a_frame()
    {
        static DicomSequence Group(DicomTag group, DicomDataset item) => new(group, item);
        var shared = new DicomDataset(
            Group(DicomTag.PixelMeasuresSequence, new DicomDataset { { DicomTag.PixelSpacing, 1m, 1m } }));
        var frame = new DicomDataset(
            Group(DicomTag.FrameContentSequence, new DicomDataset { { DicomTag.InStackPositionNumber, 2u } }));
        var dataset = new DicomDataset(Group(DicomTag.SharedFunctionalGroupsSequence, shared),
            new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, new DicomDataset(), frame));

        var values = dataset.FunctionalGroupValues(1);

        Assert.Equal(2u, values.GetSingleValue<uint>(DicomTag.InStackPositionNumber));
        Assert.Equal("1\\1", values.GetString(DicomTag.PixelSpacing));
    }

    private static IByteBuffer Buffer(string text) =>
        new MemoryByteBuffer(System.Text.Encoding.ASCII.GetBytes(text));
}
