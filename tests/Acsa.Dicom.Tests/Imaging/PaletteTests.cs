namespace Acsa.Dicom.Tests.Imaging;

[Trait("Category", "SharedWithFoDicom")]
public sealed class PaletteTests
{
    [Fact]
    public void Sixteen_bit_entries_give_their_upper_byte()
    {
        var palette = Palette.Read(Plain([3, 0, 16], 0x0000, 0x8000, 0xFFFF));

        Assert.Equal([(0, 0, 0), (128, 128, 128), (255, 255, 255)], Entries(palette));
    }

    [Fact]
    public void Sixteen_bit_tables_filled_with_eight_bit_entries_are_recognised()
    {
        var palette = Palette.Read(Plain([2, 0, 16], 0x0000, 0x00FF));

        Assert.Equal([(0, 0, 0), (255, 255, 255)], Entries(palette));
    }

    [Fact]
    public void Eight_bit_entries_are_packed_two_to_a_word()
    {
        var palette = Palette.Read(Plain([3, 0, 8], 0x2010, 0x0030));

        Assert.Equal([(16, 16, 16), (32, 32, 32), (48, 48, 48)], Entries(palette));
    }

    [Fact]
    public void Values_outside_the_table_take_its_ends()
    {
        var palette = Palette.Read(Plain([2, 100, 16], 0x1000, 0x2000));

        Assert.Equal([0, 0, 1, 1], new[] { 5, 100, 101, 4000 }.Select(palette.IndexOf));
    }

    [Fact]
    public void The_first_value_mapped_is_signed_where_pixels_are()
    {
        var dataset = Plain([2, 0xFFFE, 16], 0x1000, 0x2000);
        dataset.AddOrUpdate(DicomTag.PixelRepresentation, (ushort)1);

        Assert.Equal(-2, Palette.Read(dataset).FirstValueMapped);
    }

    [Fact]
    public void Segments_expand()
    {
        // PS3.3 C.7.9.2. Discrete: two values; linear: four up to 0x5000; indirect: the two segments from byte 0 again.
        ushort[] segments = [0, 2, 0x0000, 0x1000, 1, 4, 0x5000, 2, 2, 0, 0];
        var palette = Palette.Read(Segmented([12, 0, 16], segments));

        int[] expected = [0x00, 0x10, 0x20, 0x30, 0x40, 0x50, 0x00, 0x10, 0x20, 0x30, 0x40, 0x50];
        Assert.Equal(expected, Entries(palette).Select(e => e.Item1));
    }

    [Theory]
    [InlineData("a linear segment first", new ushort[] { 1, 4, 0x5000 })]
    [InlineData("too many entries", new ushort[] { 0, 1, 7, 1, 9, 5 })]
    [InlineData("a discrete segment cut short", new ushort[] { 0, 4, 7 })]
    [InlineData("an unknown type", new ushort[] { 3, 4, 7, 8 })]
    [InlineData("an indirect segment to itself", new ushort[] { 0, 1, 7, 2, 9, 6, 0 })]
    [InlineData("an indirect segment outside", new ushort[] { 0, 1, 7, 2, 9, 600, 0 })]
    [InlineData("an empty segment repeated without end", new ushort[] { 0, 0, 2, 65535, 0, 0 })]
    [InlineData("too few entries", new ushort[] { 0, 1, 7 })]
    public void Damaged_segments_are_refused(string damage, ushort[] segments)
    {
        Assert.NotEmpty(damage);
        Assert.Throws<DicomImagingException>(() => Palette.Read(Segmented([4, 0, 16], segments)));
    }

    [Fact]
    public void Missing_and_unequal_tables_are_refused()
    {
        Assert.Throws<DicomImagingException>(() => Palette.Read(TestImage.Describe(1, 1, "PALETTE COLOR")));
        var unequal = Plain([2, 0, 16], 1, 2);
        unequal.AddOrUpdate(Words(DicomTag.GreenPaletteColorLookupTableDescriptor, [1, 0, 16]));
        Assert.Throws<DicomImagingException>(() => Palette.Read(unequal));
        Assert.Throws<DicomImagingException>(() => Palette.Read(Plain([9, 0, 16], 1, 2)));
        Assert.Throws<DicomImagingException>(() => Palette.Read(Plain([2, 0, 12], 1, 2)));
    }

    [Fact]
    public void Pixel_data_show_the_palette_as_colours()
    {
        var colours = DicomPixelData.Create(Plain([2, 0, 16], 0x0000, 0xFF00).WithBytes(0, 1)).PaletteColorLUT;

        Assert.Equal([new Color32(255, 0, 0, 0), new Color32(255, 255, 255, 255)], colours);
    }

    private static (int, int, int)[] Entries(Palette palette) =>
        [.. Enumerable.Range(0, palette.Length).Select(palette.Entry).Select(e => ((int)e.Red, (int)e.Green, (int)e.Blue))];

    private static DicomDataset Plain(ushort[] descriptor, params ushort[] data) => Build(
        descriptor, data, DicomTag.RedPaletteColorLookupTableData, DicomTag.GreenPaletteColorLookupTableData,
        DicomTag.BluePaletteColorLookupTableData);

    private static DicomDataset Segmented(ushort[] descriptor, params ushort[] data) => Build(
        descriptor, data, DicomTag.SegmentedRedPaletteColorLookupTableData, DicomTag.SegmentedGreenPaletteColorLookupTableData,
        DicomTag.SegmentedBluePaletteColorLookupTableData);

    private static DicomDataset Build(ushort[] descriptor, ushort[] data, params DicomTag[] tags)
    {
        var dataset = TestImage.Describe(1, 2, "PALETTE COLOR");
        dataset.Add(Words(DicomTag.RedPaletteColorLookupTableDescriptor, descriptor));
        dataset.Add(Words(DicomTag.GreenPaletteColorLookupTableDescriptor, descriptor));
        dataset.Add(Words(DicomTag.BluePaletteColorLookupTableDescriptor, descriptor));
        foreach (var tag in tags) dataset.Add(new DicomOtherWord(tag, data));
        return dataset;
    }

    private static DicomUnsignedShort Words(DicomTag tag, ushort[] values) => new(tag, values);
}
