using Acsa.Dicom.IO.Reader;

namespace Acsa.Dicom.Tests.IO;

public class DataSetReaderTests
{
    /// <summary>A bit of everything: text, numbers, nested sequences both ways, private elements, a long value, pixel data.</summary>
    private static byte[] Everything(bool isExplicit, bool bigEndian)
    {
        var bytes = new DataSetBytes(isExplicit, bigEndian)
            .Text(0x00080005, "CS", "ISO_IR 100")
            .Text(0x00080060, "CS", "US")
            .Header(0x00081140, "SQ", DataSetBytes.Undefined)
            .Item().Text(0x00081150, "UI", "1.2.3")
            .Header(0x0040A170, "SQ", DataSetBytes.Undefined).Item().Text(0x00080100, "SH", "A").EndItem().EndSequence()
            .EndItem()
            .Item().EndItem()
            .EndSequence()
            .Text(0x00090010, "LO", "ACME")
            .Text(0x00100010, "PN", "M\u00FCller^J\u00FCrgen")
            .UInt16(0x00280010, "US", 2).UInt16(0x00280011, "US", 3).UInt16(0x00280103, "US", 0)
            .Element(0x7FE00010, "OW", [.. Enumerable.Range(0, 2000).Select(i => (byte)i)]);
        return bytes.ToArray();
    }

    private static DicomTransferSyntax Syntax(bool isExplicit, bool bigEndian) => !isExplicit ? DicomTransferSyntax.ImplicitVRLittleEndian
        : bigEndian ? DicomTransferSyntax.ExplicitVRBigEndian : DicomTransferSyntax.ExplicitVRLittleEndian;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Reads_each_syntax(bool isExplicit, bool bigEndian)
    {
        var dataset = DicomDatasetReader.Read(Everything(isExplicit, bigEndian), Syntax(isExplicit, bigEndian));

        Assert.Equal("US", dataset.GetSingleValue<string>(DicomTag.Modality));
        Assert.Equal("Müller^Jürgen", dataset.GetSingleValue<string>(DicomTag.PatientName));
        Assert.Equal(2, dataset.GetSingleValue<ushort>(DicomTag.Rows));
        var outer = dataset.GetSequence(DicomTag.ReferencedImageSequence);
        Assert.Equal(2, outer.Items.Count);
        Assert.Equal("A", outer.Items[0].GetSequence(DicomTag.PurposeOfReferenceCodeSequence).Items[0].GetString(DicomTag.CodeValue));
        Assert.Empty(outer.Items[1]);
        var pixels = dataset.GetValues<ushort>(DicomTag.PixelData);
        Assert.Equal(bigEndian ? 0x0001 : 0x0100, pixels[0]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Reads_the_same_however_the_bytes_arrive(bool isExplicit, bool bigEndian)
    {
        var bytes = Everything(isExplicit, bigEndian);
        var syntax = Syntax(isExplicit, bigEndian);
        var whole = Dump.Of(DicomDatasetReader.Read(bytes, syntax));

        Assert.Equal(whole, Dump.Of(DicomDatasetReader.Read(new MemoryStream(bytes), syntax)));
        Assert.Equal(whole, Dump.Of(DicomDatasetReader.Read(new TrickleStream(bytes), syntax)));
        for (var split = 1; split < bytes.Length; split += split < 400 ? 1 : 97)
            Assert.Equal(whole, Dump.Of(DicomDatasetReader.Read(new TrickleStream(bytes, split), syntax)));
    }

    [Fact]
    public void Takes_defined_and_undefined_lengths_for_the_same()
    {
        // Sequence of 16 bytes: an item of 8 bytes with one empty SH.
        var defined = new DataSetBytes().Header(0x00081140, "SQ", 16).Item(8).Text(0x00080100, "SH", "").ToArray();
        var undefined = new DataSetBytes().Header(0x00081140, "SQ", DataSetBytes.Undefined)
            .Item().Text(0x00080100, "SH", "").EndItem().EndSequence().ToArray();
        var mixed = new DataSetBytes().Header(0x00081140, "SQ", 24).Item().Text(0x00080100, "SH", "").EndItem().ToArray();

        var expected = Dump.Of(DicomDatasetReader.Read(defined, DicomTransferSyntax.ExplicitVRLittleEndian));
        Assert.Equal(expected, Dump.Of(DicomDatasetReader.Read(undefined, DicomTransferSyntax.ExplicitVRLittleEndian)));
        Assert.Equal(expected, Dump.Of(DicomDatasetReader.Read(mixed, DicomTransferSyntax.ExplicitVRLittleEndian)));
    }

    [Fact]
    public void Reads_unknown_of_undefined_length_as_an_implicit_sequence()
    {
        // PS3.5 6.2.2 note 4: (0009,1001) UN of undefined length; inside, (0008,0100) in implicit VR: tag, 32-bit length 2, "A ".
        var bytes = new DataSetBytes().Text(0x00090010, "LO", "ACME").Header(0x00091001, "UN", DataSetBytes.Undefined)
            .Item().Raw(0x08, 0, 0x00, 0x01, 2, 0, 0, 0, (byte)'A', (byte)' ').EndItem().EndSequence()
            .Text(0x00100020, "LO", "after").ToArray();

        var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal("A", dataset.GetSequence(new DicomTag(0x0009, 0x01, "ACME")).Items[0].GetString(DicomTag.CodeValue));
        Assert.Equal("after", dataset.GetString(DicomTag.PatientID));
    }

    [Fact]
    public void Reads_fragments_with_their_offset_table()
    {
        var bytes = new DataSetBytes().Header(0x7FE00010, "OB", DataSetBytes.Undefined)
            .Item(8).Raw(0, 0, 0, 0, 12, 0, 0, 0)
            .Item(4).Raw(1, 2, 3, 4).Item(2).Raw(5, 6).EndSequence().ToArray();

        var pixels =
            DicomDatasetReader.Read(bytes, DicomTransferSyntax.JPEGProcess1).GetDicomItem<DicomOtherByteFragment>(DicomTag.PixelData);

        Assert.Equal([0u, 12u], pixels!.OffsetTable);
        Assert.Equal([[1, 2, 3, 4], [5, 6]], pixels.Fragments.Select(fragment => fragment.Data));
    }

    [Fact]
    public void Tells_us_from_ss_by_the_pixel_representation_in_implicit_vr()
    {
        var signed = new DataSetBytes(isExplicit: false).UInt16(0x00280103, "US", 1).UInt16(0x00280106, "SS", 0xFFFF).ToArray();
        var unsigned = new DataSetBytes(isExplicit: false).UInt16(0x00280103, "US", 0).UInt16(0x00280106, "US", 0xFFFF).ToArray();

        var syntax = DicomTransferSyntax.ImplicitVRLittleEndian;
        Assert.Equal(-1, DicomDatasetReader.Read(signed, syntax).GetSingleValue<short>(DicomTag.SmallestImagePixelValue));
        Assert.Equal(65535, DicomDatasetReader.Read(unsigned, syntax).GetSingleValue<ushort>(DicomTag.SmallestImagePixelValue));
    }

    // The same bytes as from memory, a socket and a file of 2 MiB: the ten bytes of ISO_IR 100 are no length of 676 KiB in any of them.
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 2 * 1024 * 1024)]
    public void Notices_a_syntax_that_is_not_the_declared_one_however_long_the_data_set_is(bool isSocket, int pixels)
    {
        var bytes = new DataSetBytes().Text(0x00080005, "CS", "ISO_IR 100").Text(0x00100020, "LO", "ID")
            .Element(0x7FE00010, "OW", new byte[pixels]).ToArray();

        var dataset = isSocket
            ? DicomDatasetReader.Read(new TrickleStream(bytes, 20), DicomTransferSyntax.ImplicitVRLittleEndian)
            : DicomDatasetReader.Read(bytes, DicomTransferSyntax.ImplicitVRLittleEndian);

        Assert.Equal("ID", dataset.GetString(DicomTag.PatientID));
        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian, dataset.InternalTransferSyntax);
    }

    [Fact]
    public void Notices_a_syntax_that_is_not_the_declared_one()
    {
        var bytes = Everything(isExplicit: true, bigEndian: false);

        var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ImplicitVRLittleEndian);

        Assert.Equal("US", dataset.GetString(DicomTag.Modality));
        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian, dataset.InternalTransferSyntax);
        var implicitBytes = Everything(isExplicit: false, bigEndian: false);
        Assert.Equal("US", DicomDatasetReader.Read(implicitBytes, DicomTransferSyntax.ExplicitVRLittleEndian).GetString(DicomTag.Modality));
    }

    [Fact]
    public void Lets_pass_odd_lengths_trailing_zeros_missing_and_superfluous_delimiters()
    {
        var bytes = new DataSetBytes().Element(0x00080060, "CS", (byte)'U', (byte)'S', (byte)' ')
            .Header(0x00081140, "SQ", DataSetBytes.Undefined).Item().Text(0x00081150, "UI", "1.2").EndSequence()
            .EndItem()
            .Text(0x00100020, "LO", "ID").Raw(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).ToArray();

        var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal(3, dataset.Count());
        Assert.Equal("US", dataset.GetString(DicomTag.Modality));
    }

    [Fact]
    public void Takes_a_vr_from_the_future_for_unknown()
    {
        // "QQ" has a 32-bit length, as every VR added since 1993 (PS3.5 6.2.2).
        var bytes = new DataSetBytes().Raw(0x08, 0, 0xFF, 0x00, (byte)'Q', (byte)'Q', 0, 0, 2, 0, 0, 0, 7, 8)
            .Text(0x00100020, "LO", "ID").ToArray();

        var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal(DicomVR.UN, dataset.GetDicomItem<DicomItem>(new DicomTag(0x0008, 0x00FF))!.ValueRepresentation);
        Assert.Equal("ID", dataset.GetString(DicomTag.PatientID));
    }
}
