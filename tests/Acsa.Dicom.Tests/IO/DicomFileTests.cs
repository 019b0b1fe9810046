namespace Acsa.Dicom.Tests.IO;

[Trait("Category", "SharedWithFoDicom")]
public sealed class DicomFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static DicomDataset SmallImage(int pixels = 16) => new()
    {
        { DicomTag.SOPClassUID, DicomUID.SecondaryCaptureImageStorage },
        { DicomTag.SOPInstanceUID, "1.2.3.4" },
        { DicomTag.PatientID, "ID" },
        { DicomTag.PixelData, Enumerable.Range(0, pixels).Select(i => (byte)i).ToArray() },
    };

    [Fact]
    public void Saves_and_opens()
    {
        var path = _folder.File("a.dcm");

        new DicomFile(SmallImage()).Save(path);
        var file = DicomFile.Open(path);

        Assert.True(DicomFile.HasValidHeader(path));
        Assert.Equal(DicomFileFormat.DICOM3, file.Format);
        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian, file.FileMetaInfo.TransferSyntax);
        Assert.Equal(DicomUID.SecondaryCaptureImageStorage, file.FileMetaInfo.MediaStorageSOPClassUID);
        Assert.Equal("1.2.3.4", file.FileMetaInfo.MediaStorageSOPInstanceUID.UID);
        Assert.Equal([0, 1], file.FileMetaInfo.Version);
        Assert.Equal("ID", file.Dataset.GetSingleValue<string>(DicomTag.PatientID));
        Assert.False(file.IsPartial);
    }

    [Fact]
    public void Needs_sop_class_and_instance()
    {
        Assert.Throws<DicomDataException>(() => new DicomFile(new DicomDataset { { DicomTag.PatientID, "ID" } }));
    }

    [Fact]
    public void Allows_only_group_2_in_meta_information()
    {
        Assert.Throws<DicomDataException>(() => new DicomFileMetaInformation().Add(DicomTag.PatientID, "ID"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is a text file, and not a short one either: it has more than the 132 bytes that preamble and "
        + "prefix of a DICOM file take up, which is what counts.")]
    public void Refuses_what_is_no_dicom(string content)
    {
        var path = _folder.File("no.dcm");
        File.WriteAllText(path, content);

        Assert.Throws<DicomFileException>(() => DicomFile.Open(path));
        Assert.Throws<DicomFileException>(() => DicomFile.Open(_folder.File("missing.dcm")));
    }

    [Fact]
    public void Reads_a_file_that_is_cut_off_as_far_as_it_goes()
    {
        var path = _folder.File("cut.dcm");
        new DicomFile(SmallImage(100_000)).Save(path);
        using (var stream = File.OpenWrite(path)) stream.SetLength(50_000);

        var file = DicomFile.Open(path);

        Assert.True(file.IsPartial);
        Assert.Equal("ID", file.Dataset.GetSingleValue<string>(DicomTag.PatientID));
        Assert.False(file.Dataset.Contains(DicomTag.PixelData));
    }

    [Fact]
    public void Stops_where_it_is_told_to()
    {
        var path = _folder.File("a.dcm");
        new DicomFile(SmallImage()).Save(path);

        var file = DicomFile.Open(path, System.Text.Encoding.ASCII, state => state.Tag == DicomTag.PixelData);

        Assert.True(file.Dataset.Contains(DicomTag.PatientID));
        Assert.False(file.Dataset.Contains(DicomTag.PixelData));
    }

    [Fact]
    public void Leaves_large_values_in_the_file()
    {
        var path = _folder.File("large.dcm");
        new DicomFile(SmallImage(100_000)).Save(path);

        Assert.IsType<FileByteBuffer>(Pixels(DicomFile.Open(path)));
        Assert.True(Pixels(DicomFile.Open(path, FileReadOption.ReadAll))!.IsMemory);
        Assert.Null(Pixels(DicomFile.Open(path, FileReadOption.SkipLargeTags)));
        Assert.True(Pixels(DicomFile.Open(path, largeObjectSize: 200_000))!.IsMemory);
        Assert.Equal(Pixels(DicomFile.Open(path, FileReadOption.ReadAll))!.Data, Pixels(DicomFile.Open(path))!.Data);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Saves_over_the_file_that_it_still_reads_from()
    {
        var path = _folder.File("self.dcm");
        new DicomFile(SmallImage(100_000)).Save(path);
        var file = DicomFile.Open(path);
        var expected = Pixels(file)!.Data;

        file.Dataset.AddOrUpdate(DicomTag.PatientComments, new string('x', 5000));
        file.Save(path);

        Assert.Equal(expected, Pixels(file)!.Data);
        Assert.Equal(expected, Pixels(DicomFile.Open(path))!.Data);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Notices_that_its_file_has_become_another()
    {
        var path = _folder.File("changed.dcm");
        new DicomFile(SmallImage(100_000)).Save(path);
        var pixels = Pixels(DicomFile.Open(path))!;
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Throws<DicomDataException>(() => pixels.Data);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Leaves_the_old_file_when_the_new_one_cannot_be_written()
    {
        var path = _folder.File("kept.dcm");
        new DicomFile(SmallImage()).Save(path);
        var before = File.ReadAllBytes(path);
        var bad = new DicomFile(SmallImage());
        bad.Dataset.AddOrUpdate(DicomTag.PatientName, "\u5C71\u7530");

        Assert.Throws<DicomFileException>(() => bad.Save(path));

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    public void Saves_in_each_syntax(string syntax)
    {
        var file = new DicomFile(SmallImage(70_000));
        file.FileMetaInfo.TransferSyntax = DicomTransferSyntax.Parse(syntax);
        var path = _folder.File("a.dcm");

        file.Save(path);
        var read = DicomFile.Open(path);

        Assert.Equal(syntax, read.FileMetaInfo.TransferSyntax.UID.UID);
        Assert.Equal(Pixels(file)!.Data, Pixels(read)!.Data);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Pads_a_deflated_file_to_an_even_length()
    {
        for (var pixels = 0; pixels < 20; pixels++)
        {
            var file = new DicomFile(SmallImage(pixels));
            file.FileMetaInfo.TransferSyntax = DicomTransferSyntax.DeflatedExplicitVRLittleEndian;
            file.Save(_folder.File("a.dcm"));
            Assert.Equal(0, new FileInfo(_folder.File("a.dcm")).Length % 2);
        }
    }

    [Fact]
    public void Copies_large_values_without_holding_them()
    {
        var path = _folder.File("large.dcm");
        new DicomFile(SmallImage().AddOrUpdate(DicomTag.PixelData, new byte[30_000_000])).Save(path);
        var file = DicomFile.Open(path);
        file.Save(_folder.File("warm.dcm"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        file.Save(_folder.File("copy.dcm"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(_folder.File("copy.dcm")));
    }

    private static IByteBuffer? Pixels(DicomFile file) => file.Dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)?.Buffer;
}
