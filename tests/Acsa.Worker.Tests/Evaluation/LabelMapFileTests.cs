using Acsa.Imaging;
using Acsa.Worker.Evaluation;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Evaluation;

/// <summary>Label maps as masks to evaluate: what OHIF 3.13.2 stored (tests/data/reader-edits), and drawn ones.</summary>
public sealed class LabelMapFileTests : IDisposable
{
    static readonly (int, string)[] Two = [(1, "Rectus femoris, left"), (2, "VL")];
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_viewer_drew_is_the_same_mask_as_label_map_and_as_bits()
    {
        var (map, bits) = (Assert.Single(Stored("still")), Assert.Single(Stored("still-bits")));
        Assert.Equal(36663, map.Mask.CountInside());
        Assert.True(map.Mask.HasSamePixels(bits.Mask));
        Assert.Equal(("rectus-femoris", "right", 1), (map.Structure, map.Laterality, map.Frame));
        Assert.Equal((bits.Structure, bits.Laterality, bits.Frame, bits.SopInstanceUid),
            (map.Structure, map.Laterality, map.Frame, map.SopInstanceUid));
        // A Pixel Spacing of 1 without a second value is no size.
        Assert.Null(map.PixelSize);
        var document = Evaluator.Run([bits], [map]);
        Assert.Empty(document.Problems);
        Assert.Equal((1, 0), (Assert.Single(document.Cases).Dice, document.Cases[0].Hausdorff95Pixels));
    }

    [Fact]
    public void What_a_viewer_drew_on_a_clip_lies_on_the_frames_that_it_names()
    {
        var masks = Stored("clip");
        Assert.Equal([(1, 47682), (2, 52704), (4, 52784), (5, 52879), (6, 52966)],
            masks.Select(one => (one.Frame, one.Mask.CountInside())));
        Assert.Single(masks.Select(one => one.SopInstanceUid).Distinct());
        Assert.All(masks, one => Assert.Equal(("rectus-femoris", "left"), (one.Structure, one.Laterality)));
    }

    [Fact]
    public void Each_segment_is_a_mask_on_the_frames_where_it_was_drawn_and_the_background_is_none()
    {
        var data = DrawnLabelMap.Of([(0, "Background"), .. Two], DrawnLabelMap.Frame("0110 2222 0000"),
            DrawnLabelMap.Frame("0000 0000 0000"), DrawnLabelMap.Frame("0000 0000 0002"));
        var masks = Saved(data);
        Assert.Equal([("1.2.9", 1, "rectus-femoris", "left"), ("1.2.9", 1, "vastus-lateralis", null), ("1.2.9", 3, "vastus-lateralis", null)],
            masks.Select(one => (one.SopInstanceUid!, one.Frame, one.Structure!, one.Laterality)));
        Assert.Equal(Mask("0110 0000 0000"), masks[0].Mask.Pixels);
        Assert.Equal(Mask("0000 1111 0000"), masks[1].Mask.Pixels);
        Assert.Equal(Mask("0000 0000 0001"), masks[2].Mask.Pixels);
        Assert.Equal(["vastus-lateralis", "vastus-lateralis"], MaskFolder.Read(_folder.Path, "VL").Cases.Select(one => one.Structure));
    }

    [Fact]
    public void Pixel_padding_is_the_background_where_it_is_stated()
    {
        var data = DrawnLabelMap.Of([(0, "VL"), (9, "nothing")], DrawnLabelMap.Frame("9009 9999 9999"));
        data.AddOrUpdate(DicomTag.PixelPaddingValue, (ushort)9);
        Assert.Equal(Mask("0110 0000 0000"), Assert.Single(Saved(data)).Mask.Pixels);
    }

    [Fact]
    public void Numbers_of_two_bytes_are_read()
    {
        var data = DrawnLabelMap.Of([(1, "RF"), (257, "VL")], DrawnLabelMap.Frame("0000 0000 0000"));
        data.AddOrUpdate(DicomTag.BitsAllocated, (ushort)16);
        data.AddOrUpdate(new DicomOtherWord(DicomTag.PixelData, 0, 257, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        var masks = Saved(data);
        Assert.Equal([("rectus-femoris", "001000000000"), ("vastus-lateralis", "010000000000")],
            masks.Select(one => (one.Structure!, string.Concat(one.Mask.Pixels))));
    }

    [Fact]
    public void A_segment_is_known_by_its_code_where_its_label_says_nothing()
    {
        var structure = StructureTable.BuiltIn.Find("vastus-lateralis")!;
        var data = DrawnLabelMap.Of([(1, "Segment 1")], DrawnLabelMap.Frame("0110 0000 0000"));
        data.GetSequence(DicomTag.SegmentSequence).Items[0].AddOrUpdate(new DicomSequence(DicomTag.SegmentedPropertyTypeCodeSequence,
            new DicomDataset { { DicomTag.CodeValue, structure.Code.Value }, { DicomTag.CodingSchemeDesignator, structure.Code.Scheme } }));
        Assert.Equal("vastus-lateralis", Assert.Single(Saved(data)).Structure);
    }

    [Fact]
    public void An_object_in_which_nothing_is_drawn_says_that_there_is_nothing() =>
        Assert.Equal(0, Assert.Single(Saved(DrawnLabelMap.Of([(1, "RF")], DrawnLabelMap.Frame("0000 0000 0000")))).Mask.CountInside());

    [Fact]
    public void Pixels_of_exactly_one_millimetre_are_taken_for_unknown()
    {
        foreach (var (spacing, expected) in new[] { ("1\\1", (PixelSize?)null), ("1\\0.5", new(0.05, 0.1)) })
        {
            var data = DrawnLabelMap.Of([(1, "RF")], DrawnLabelMap.Frame("0110 0000 0000"));
            data.Add(new DicomSequence(DicomTag.SharedFunctionalGroupsSequence, new DicomDataset
            {
                new DicomSequence(DicomTag.PixelMeasuresSequence, new DicomDataset { { DicomTag.PixelSpacing, spacing.Split('\\') } }),
            }));
            Assert.Equal(expected, Assert.Single(Saved(data)).PixelSize);
        }
    }

    [Fact]
    public void The_same_outlines_beside_a_segmentation_of_the_node_are_passed_over()
    {
        File.Copy(PathOf("still-bits"), _folder["a.seg.dcm"]);
        File.Copy(PathOf("still"), _folder["a.labelmap.dcm"]);
        File.Copy(PathOf("clip"), _folder["b.labelmap.dcm"]);
        var masks = MaskFolder.Read(_folder.Path, null);
        Assert.Equal(1, masks.OtherFiles);
        Assert.Equal(["a", "b", "b", "b", "b", "b"], masks.Cases.Select(one => one.Image));
    }

    [Theory]
    [InlineData("segment", "Pixel Data (7FE0,0010), frame 1: a pixel of segment 2; expected: one of Segment Sequence (0062,0002).")]
    [InlineData("twice", "Segment Number (0062,0004): 1 in two items; expected: each segment once.")]
    [InlineData("none", "Segment Sequence (0062,0002): no item but the background; expected: a segment.")]
    [InlineData("type", "Segmentation Type (0062,0001): SURFACE; expected: BINARY or LABELMAP.")]
    [InlineData("frames", "Number of Frames (0028,0008): 3; expected: 1, as the per-frame groups.")]
    [InlineData("sources", @"Referenced Frame Number (0008,1160): 1\2; expected: one frame.")]
    [InlineData("short", "bytes of Pixel Data (7FE0,0010): 6; expected: 12.")]
    [InlineData("large", "65535×65535 pixels in 1 frames; expected: one frame at least, of at most 67108864 pixels.")]
    [InlineData("rle", "Pixel Data (7FE0,0010), a run-length encoded frame: 2 segments; expected: 1, one for each byte of a pixel (PS3.5 G.2).")]
    [InlineData("jpeg", "Transfer Syntax UID (0002,0010): JPEG-LS Lossless Image Compression; expected: an uncompressed one or RLE Lossless.")]
    public void What_cannot_be_read_is_a_problem_that_names_file_attribute_value_and_what_was_expected(string wrong, string expected)
    {
        (int, string)[] segments = wrong switch
        {
            "segment" => [(1, "RF")], "twice" => [(1, "RF"), (1, "VL")], "none" => [(0, "")], _ => Two,
        };
        var data = DrawnLabelMap.Of(segments, DrawnLabelMap.Frame(wrong == "none" ? "0000 0000 0000" : "0120 0000 0000"));
        if (wrong == "type") data.AddOrUpdate(DicomTag.SegmentationType, "SURFACE");
        if (wrong == "frames") data.AddOrUpdate(DicomTag.NumberOfFrames, 3);
        if (wrong == "sources")
            data.AddOrUpdate(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, DrawnLabelMap.GroupOf(@"1\2")));
        if (wrong == "short") data.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, new byte[6]));
        if (wrong == "large") data.AddOrUpdate(DicomTag.Rows, ushort.MaxValue).AddOrUpdate(DicomTag.Columns, ushort.MaxValue);
        if (wrong is "rle" or "jpeg")
            data = Encapsulated(data, wrong == "rle" ? DicomTransferSyntax.RLELossless : DicomTransferSyntax.JPEGLSLossless);
        var file = Save(data);
        var masks = MaskFolder.Read(_folder.Path, null);
        Assert.Empty(masks.Cases);
        Assert.Equal($"{file}: {expected}", Assert.Single(masks.Problems));
    }

    [Fact]
    public void A_damaged_file_of_a_viewer_is_a_problem_or_gives_masks_and_never_fails_otherwise()
    {
        var whole = File.ReadAllBytes(PathOf("still"));
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var bytes = whole[..(seed % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (var i = 0; i < 8 && bytes.Length > 0; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(_folder["a.dcm"], bytes);
            try
            {
                var masks = MaskFolder.Read(_folder.Path, null);
                Assert.All(masks.Problems, problem => Assert.StartsWith(_folder["a.dcm"], problem, StringComparison.Ordinal));
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}: {error}");
            }
        }
    }

    static byte[] Mask(string rows) => [.. DrawnLabelMap.Frame(rows).Select(one => (byte)one)];

    IReadOnlyList<MaskCase> Saved(DicomDataset data) => SegmentationFile.Read(Save(data))!;

    string Save(DicomDataset data)
    {
        new DicomFile(data).Save(_folder["drawn.dcm"]);
        return _folder["drawn.dcm"];
    }

    // A header for two segments, and no more.
    static DicomDataset Encapsulated(DicomDataset data, DicomTransferSyntax syntax)
    {
        var encapsulated = new DicomDataset(syntax) { data.Where(item => item.Tag != DicomTag.PixelData).ToArray() };
        encapsulated.Add(new DicomOtherByteFragment(DicomTag.PixelData)
            { Fragments = { new Acsa.Dicom.IO.Buffer.MemoryByteBuffer([2, 0, 0, 0, .. new byte[62]]) } });
        return encapsulated;
    }

    static IReadOnlyList<MaskCase> Stored(string name) => SegmentationFile.Read(PathOf(name))!;

    static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "data", "reader-edits", $"ohif-3.13.2-{name}.dcm");
}
