namespace Acsa.Dicom.Tests.Imaging;

[Trait("Category", "SharedWithFoDicom")]
public sealed class EncapsulatedPixelDataTests
{
    private static readonly byte[] Begin = [0xFF, 0xD8, 0xFF, 0xE0];
    private static readonly byte[] Middle = [1, 2];
    private static readonly byte[] End = [0xFF, 0xD9];

    [Fact]
    public void One_fragment_a_frame_needs_no_table()
    {
        var dataset = Image(2).WithFragments([], [1, 2], [3, 4]);

        Assert.Equal([1, 2], dataset.FrameBytes(0));
        Assert.Equal([3, 4], dataset.FrameBytes(1));
    }

    [Fact]
    public void A_single_frame_takes_all_fragments()
    {
        var dataset = Image(1).WithFragments([0], [1, 2], [3, 4], [5, 6]);

        Assert.Equal([1, 2, 3, 4, 5, 6], dataset.FrameBytes(0));
    }

    [Fact]
    public void The_basic_offset_table_groups_fragments()
    {
        // PS3.5 A.4: offsets count the 8 bytes of each item's tag and length; the second frame begins behind two items of 2 bytes.
        var dataset = Image(2).WithFragments([0, 20], [1, 2], [3, 4], [5, 6]);

        Assert.Equal([1, 2, 3, 4], dataset.FrameBytes(0));
        Assert.Equal([5, 6], dataset.FrameBytes(1));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void The_extended_offset_table_gives_lengths_without_padding()
    {
        var dataset = Image(2).WithFragments([], [1, 2, 3, 0], [4, 5]);
        dataset.Add(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTable, 0UL, 12UL));
        dataset.Add(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTableLengths, 3UL, 2UL));

        Assert.Equal([1, 2, 3], dataset.FrameBytes(0));
        Assert.Equal([4, 5], dataset.FrameBytes(1));
    }

    [Fact]
    public void A_wrong_offset_table_is_passed_over_where_fragments_are_frames()
    {
        var dataset = Image(2).WithFragments([0, 7], [1, 2], [3, 4]);

        Assert.Equal([3, 4], dataset.FrameBytes(1));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void JPEG_markers_tell_frames_apart_where_no_table_does()
    {
        var dataset = Image(2).WithFragments([], Begin, Middle, End, Begin, End);

        Assert.Equal([.. Begin, .. Middle, .. End], dataset.FrameBytes(0));
        Assert.Equal([.. Begin, .. End], dataset.FrameBytes(1));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Fragments_that_nothing_tells_apart_are_refused()
    {
        var dataset = Image(2).WithFragments([], Middle, Middle, Middle);

        var refusal = Assert.Throws<DicomImagingException>(() => dataset.FrameBytes(0));
        Assert.Contains("3 fragments hold 2 frames", refusal.Message, StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Fewer_fragments_than_frames_are_refused()
    {
        Assert.Throws<DicomImagingException>(() => Image(3).WithFragments([], Begin, End).FrameBytes(0));
        Assert.Throws<DicomImagingException>(() => Image(1).WithFragments([]).FrameBytes(0));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Added_frames_are_even_and_in_the_offset_table()
    {
        var dataset = Image(null);
        var pixelData = DicomPixelData.Create(dataset, true);
        pixelData.AddFrame(new MemoryByteBuffer([1, 2, 3]));
        pixelData.AddFrame(new MemoryByteBuffer([4, 5]));

        var fragments = dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData)!;
        Assert.Equal([0u, 12u], fragments.OffsetTable);
        Assert.Equal([4, 2], fragments.Fragments.Select(f => f.Size));
        Assert.Equal(2, pixelData.NumberOfFrames);
        Assert.Equal([1, 2, 3, 0], pixelData.GetFrame(0).Data);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Adding_to_a_clone_leaves_the_original_alone()
    {
        var original = Image(1).WithFragments([0], [1, 2]);
        var clone = original.Clone();

        DicomPixelData.Create(clone).AddFrame(new MemoryByteBuffer([3, 4]));

        Assert.Equal([3, 4], clone.FrameBytes(1));
        Assert.Single(original.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData)!.Fragments);
    }

    [Fact]
    public void More_than_sixteen_bits_are_not_encapsulated() =>
        Assert.Throws<DicomImagingException>(
            () => DicomPixelData.Create(TestImage.Describe(1, 1, allocated: 32, syntax: DicomTransferSyntax.RLELossless), true));

    private static DicomDataset Image(int? frames) => TestImage.Describe(1, 2, frames: frames, syntax: DicomTransferSyntax.JPEGProcess1);
}
