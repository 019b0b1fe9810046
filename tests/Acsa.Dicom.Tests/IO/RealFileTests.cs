using System.Security.Cryptography;

using Acsa.Dicom.IO.Writer;

namespace Acsa.Dicom.Tests.IO;

public class RealFileTests
{
    private const int Prefix = 132;

    public static TheoryData<string> Files =>
        new(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data"), "*.dcm", SearchOption.AllDirectories)
            .Select(Path.GetFileName)!);

    private static string PathOf(string name) =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data"), name, SearchOption.AllDirectories)[0];

    [Theory]
    [MemberData(nameof(Files))]
    public void Gives_back_the_data_set_byte_for_byte_under_the_same_conventions(string name)
    {
        var file = DicomFile.Open(PathOf(name));
        var original = File.ReadAllBytes(PathOf(name));
        var dataSet = original.AsSpan(Prefix + MetaLength(original));

        var found = false;
        foreach (var options in Conventions())
        {
            using var stream = new MemoryStream();
            DicomDatasetWriter.Write(stream, file.Dataset, file.FileMetaInfo.TransferSyntax, options);
            found |= dataSet.SequenceEqual(stream.ToArray());
        }
        Assert.True(found, name);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Reads_the_same_from_disk_from_memory_and_in_two_pieces(string name)
    {
        var bytes = File.ReadAllBytes(PathOf(name));

        var expected = Dump.Of(DicomFile.Open(PathOf(name)).Dataset);

        Assert.Equal(expected, Dump.Of(DicomFile.Open(PathOf(name), FileReadOption.ReadAll).Dataset));
        Assert.Equal(expected, Dump.Of(DicomFile.Open(new MemoryStream(bytes)).Dataset));
        Assert.Equal(expected, Dump.Of(DicomFile.Open(new TrickleStream(bytes, Prefix + 77)).Dataset));
    }

    [Fact]
    public void Knows_what_pydicom_and_dcmdump_say_of_a_file()
    {
        var dataset = DicomFile.Open(PathOf("gdcm-US-ALOKA-16.dcm")).Dataset;

        Assert.Equal(3, dataset.GetSequence(DicomTag.SequenceOfUltrasoundRegions).Items.Count);
        Assert.Equal([0, 0, 16], dataset.GetValues<ushort>(DicomTag.RedPaletteColorLookupTableDescriptor));
        Assert.Equal("OW", dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)!.ValueRepresentation.Code);
        Assert.Equal("76E2847E",
            Convert.ToHexString(MD5.HashData(dataset.GetSingleValue<Acsa.Dicom.IO.Buffer.IByteBuffer>(DicomTag.PixelData).Data))[..8]);
    }

    private static IEnumerable<DicomWriteOptions> Conventions() =>
        from sequences in new[] { false, true }
        from items in new[] { false, true }
        from groups in new[] { false, true }
        select new DicomWriteOptions
        {
            ExplicitLengthSequences = sequences, ExplicitLengthSequenceItems = items, KeepGroupLengths = groups,
        };

    // (0002,0000) UL 4: how long the rest of group 0002 is; 12 bytes itself.
    private static int MetaLength(byte[] file) => 12 + BitConverter.ToInt32(file, Prefix + 8);
}
