using Acsa.Dicom.IO.Buffer;
using Acsa.Dicom.IO.Reader;
using Acsa.Dicom.IO.Writer;

namespace Acsa.Dicom.Tests.IO;

public class DataSetWriterTests
{
    private static readonly DicomTransferSyntax Explicit = DicomTransferSyntax.ExplicitVRLittleEndian;

    private static byte[] Write(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options = null)
    {
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, dataset, syntax, options);
        Assert.Equal(stream.Length, DicomDatasetWriter.GetLength(dataset, syntax, options));
        return stream.ToArray();
    }

    private static DicomDataset Nested() => new(
        new DicomSequence(DicomTag.ReferencedImageSequence, new DicomDataset { { DicomTag.ReferencedSOPInstanceUID, "1.2.3" } }));

    [Fact]
    public void Writes_undefined_lengths_by_default()
    {
        var expected = new DataSetBytes().Header(0x00081140, "SQ", DataSetBytes.Undefined)
            .Item().Text(0x00081155, "UI", "1.2.3").EndItem().EndSequence().ToArray();

        Assert.Equal(expected, Write(Nested(), Explicit));
    }

    [Fact]
    public void Writes_lengths_where_asked_to()
    {
        // 8 header of the element + 6 value = 14 in the item, 22 with the item's own header.
        var expected = new DataSetBytes().Header(0x00081140, "SQ", 22).Item(14).Text(0x00081155, "UI", "1.2.3").ToArray();

        var options = new DicomWriteOptions { ExplicitLengthSequences = true, ExplicitLengthSequenceItems = true };
        Assert.Equal(expected, Write(Nested(), Explicit, options));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    public void Gives_back_every_value_representation(string uid)
    {
        var syntax = DicomTransferSyntax.Parse(uid);
        var dataset = EveryVr();

        var read = DicomDatasetReader.Read(Write(dataset, syntax), syntax);

        if (syntax.IsExplicitVR) Assert.Equal(Dump.Of(dataset), Dump.Of(read));
        Assert.Equal(Write(dataset, Explicit).Length, Write(read, Explicit).Length);
        Assert.Equal(-1.5, read.GetSingleValue<double>(DicomTag.ReferencePixelPhysicalValueX));
        Assert.Equal([DicomTag.Rows, DicomTag.Columns], read.GetValues<DicomTag>(DicomTag.FrameIncrementPointer));
        Assert.Equal([1u, 65536u], read.GetValues<uint>(DicomTag.RegionLocationMinX0));
    }

    // (0018,6018) is UL, VM 1; two values show that they stay apart.
    private static DicomDataset EveryVr() => new DicomDataset().NotValidated()
        .Add(DicomTag.SpecificCharacterSet, "ISO_IR 192")
        .Add(DicomTag.StudyDate, "20240229").Add(DicomTag.StudyTime, "235960.123456").Add(DicomTag.AcquisitionDateTime, "2024")
        .Add(DicomTag.RetrieveAETitle, "AE").Add(DicomTag.Modality, "US").Add(DicomTag.PatientName, "Ω^β")
        .Add(DicomTag.PatientAge, "042Y").Add(DicomTag.PatientWeight, 70.5m).Add(DicomTag.SeriesNumber, 7).Add(DicomTag.PatientID, "ä")
        .Add(DicomTag.AdditionalPatientHistory, "line\r\nline\\line").Add(DicomTag.RegionLocationMinX0, 1u, 65536u)
        .Add(DicomTag.ReferencePixelPhysicalValueX, -1.5).Add(DicomTag.Rows, (ushort)3)
        .Add(DicomTag.FrameIncrementPointer, DicomTag.Rows, DicomTag.Columns)
        .Add(DicomTag.ReferencePixelX0, -2).Add(DicomTag.TableOfParameterValues, 1.5f)
        .Add(DicomVR.SV, DicomTag.SelectorSVValue, -3L).Add(DicomVR.UV, DicomTag.SelectorUVValue, 3UL)
        .Add(DicomVR.SS, DicomTag.TagAngleSecondAxis, (short)-4).Add(DicomTag.RetrieveURL, "http://x/").Add(DicomTag.TextValue, "t")
        .Add(DicomTag.LongCodeValue, "0123456789ABCDEFG").Add(DicomTag.DoubleFloatPixelData, 1d, 2d).Add(DicomTag.FloatPixelData, 1f)
        .Add(DicomVR.OL, DicomTag.LongPrimitivePointIndexList, 1u, 2u).Add(DicomVR.OV, DicomTag.ExtendedOffsetTable, 1UL)
        .Add(DicomVR.OW, DicomTag.PixelData, (ushort)0x1234, (ushort)1);

    [Fact]
    public void Writes_a_value_too_long_for_its_vr_as_unknown()
    {
        // PS3.5 6.2.2 note: 40 000 × 2 bytes do not fit behind a 16-bit length.
        var dataset = new DicomDataset().NotValidated().Add(DicomVR.US, DicomTag.SelectorUSValue, new ushort[40_000]);

        var bytes = Write(dataset, Explicit);

        Assert.Equal([(byte)'U', (byte)'N', 0, 0, 0x80, 0x38, 1, 0], bytes[4..12]);
    }

    [Fact]
    public void Leaves_group_lengths_out_or_corrects_them()
    {
        var dataset = new DicomDataset { { DicomTag.Modality, "US" } };
        dataset.Add(new DicomUnsignedLong(new DicomTag(0x0008, 0), 999));

        Assert.Equal(new DataSetBytes().Text(0x00080060, "CS", "US").ToArray(), Write(dataset, Explicit));
        Assert.Equal(new DataSetBytes().Element(0x00080000, "UL", 10, 0, 0, 0).Text(0x00080060, "CS", "US").ToArray(),
            Write(dataset, Explicit, new DicomWriteOptions { KeepGroupLengths = true }));
    }

    [Fact]
    public void Writes_a_command_with_its_group_length()
    {
        // PS3.7 9.3.5, C-ECHO-RQ: 8 + 4 length, then what it counts: 8 + 18, 8 + 2, 8 + 2, 8 + 2 = 56.
        var command = new DicomDataset
        {
            { DicomTag.AffectedSOPClassUID, DicomUID.Verification }, { DicomTag.CommandField, (ushort)0x30 },
            { DicomTag.MessageID, (ushort)1 }, { DicomTag.CommandDataSetType, (ushort)0x101 },
        };
        using var stream = new MemoryStream();

        DicomDatasetWriter.WriteCommand(stream, command);

        var bytes = stream.ToArray();
        Assert.Equal([0, 0, 0, 0, 4, 0, 0, 0, 56, 0, 0, 0], bytes[..12]);
        Assert.Equal(68, bytes.Length);
        Assert.Equal(0x30, DicomDatasetReader.ReadCommand(bytes).GetSingleValue<ushort>(DicomTag.CommandField));
        Assert.False(command.Contains(DicomTag.CommandGroupLength));
    }

    [Fact]
    public void Refuses_compressed_pixel_data_in_a_syntax_for_uncompressed()
    {
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        fragments.Fragments.Add(new MemoryByteBuffer([1, 2]));

        Assert.Throws<DicomDataException>(() => Write(new DicomDataset(fragments), Explicit));
    }

    [Fact]
    public void Pads_fragments_to_even_length()
    {
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        fragments.Fragments.Add(new MemoryByteBuffer([1, 2, 3]));
        var expected =
            new DataSetBytes().Header(0x7FE00010, "OB", DataSetBytes.Undefined).Item(0).Item(4).Raw(1, 2, 3, 0).EndSequence().ToArray();

        Assert.Equal(expected, Write(new DicomDataset(fragments), DicomTransferSyntax.RLELossless));
    }

    // OW of three bytes: the words 0201 and 0003, the upper half of which is padding.
    [Fact]
    public void Pads_words_before_it_swaps_them()
    {
        var dataset = new DicomDataset(DicomTransferSyntax.ExplicitVRBigEndian).NotValidated();
        dataset.Add(new DicomOtherWord(DicomTag.PixelData, new MemoryByteBuffer([1, 2, 3])));
        using var stream = new MemoryStream();

        DicomDatasetWriter.Write(stream, dataset, DicomTransferSyntax.ExplicitVRBigEndian);

        Assert.Equal([2, 1, 0, 3], stream.ToArray()[^4..]);
        stream.Position = 0;
        Assert.Equal([1, 2, 3, 0],
            DicomDatasetReader.Read(stream, DicomTransferSyntax.ExplicitVRBigEndian).GetValues<byte>(DicomTag.PixelData));
    }

    [Fact]
    public void Keeps_private_sequences_passable()
    {
        var dataset = new DicomDataset(new DicomSequence(new DicomTag(0x0009, 0x01, "ACME"), Nested()));

        var expected = new DataSetBytes().Text(0x00090010, "LO", "ACME").Header(0x00091001, "SQ", 42).Item(34)
            .Header(0x00081140, "SQ", 22).Item(14).Text(0x00081155, "UI", "1.2.3").ToArray();
        Assert.Equal(expected, Write(dataset, Explicit));
        var implicitly = DicomDatasetReader.Read(Write(dataset, DicomTransferSyntax.ImplicitVRLittleEndian),
            DicomTransferSyntax.ImplicitVRLittleEndian);
        Assert.Single(implicitly.GetSequence(new DicomTag(0x0009, 0x01, "ACME")));
    }

    [Fact]
    public void Writes_the_same_bytes_every_time()
    {
        Assert.Equal(Write(EveryVr(), Explicit), Write(EveryVr(), Explicit));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    public void Opens_a_bare_data_set(string syntax)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("bare.dcm");
        var bare = DicomTransferSyntax.Parse(syntax);
        var image = new DicomDataset { { DicomTag.SOPClassUID, DicomUID.SecondaryCaptureImageStorage }, { DicomTag.PatientID, "ID" } };
        using (var stream = File.Create(path)) DicomDatasetWriter.Write(stream, image, bare);

        var file = DicomFile.Open(path);

        Assert.Equal(DicomFileFormat.DICOM3NoFileMetaInfo, file.Format);
        Assert.Equal(bare, file.Dataset.InternalTransferSyntax);
        Assert.Equal("ID", file.Dataset.GetString(DicomTag.PatientID));
    }

    // A reader would take it for meta information, and its syntax for that of the data set.
    [Fact]
    public void Does_not_write_meta_information_into_the_data_set()
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.SecondaryCaptureImageStorage }, { DicomTag.SOPInstanceUID, "1.2.3.4" },
        }.NotValidated();
        dataset.AddRead(new DicomUniqueIdentifier(DicomTag.TransferSyntaxUID, DicomTransferSyntax.ExplicitVRBigEndian.UID));

        Assert.Throws<DicomDataException>(() => new DicomFile(dataset).Save(new MemoryStream()));
    }
}
