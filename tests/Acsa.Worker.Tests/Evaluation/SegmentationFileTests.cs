using Acsa.Worker.Evaluation;

namespace Acsa.Worker.Tests.Evaluation;

/// <summary>Segmentations made by others (tests/data/dicom-reference) as masks to evaluate.</summary>
public sealed class SegmentationFileTests
{
    // Pixels set in each frame, counted with pydicom 2.3.
    static readonly int[] Counts = [36233, 35645, 35220];

    [Theory]
    [InlineData("liver.dcm")]
    [InlineData("liver_nonbyte_aligned.dcm")]
    [InlineData("liver_rle.dcm")]
    public void Each_frame_is_a_mask_of_its_image_uncompressed_and_run_length_encoded(string file)
    {
        var masks = Read(file);
        Assert.Equal(Counts, masks.Select(one => one.Mask.CountInside()));
        Assert.Equal(3, masks.Select(one => one.SopInstanceUid).Distinct().Count());
    }

    [Fact]
    public void Run_length_encoded_frames_show_the_same_pixels_as_uncompressed_ones() =>
        Assert.All(Read("liver_rle.dcm").Zip(Read("liver.dcm")), pair => Assert.True(pair.First.Mask.HasSamePixels(pair.Second.Mask)));

    [Fact]
    public void Another_kind_of_object_is_passed_over() => Assert.Null(SegmentationFile.Read(PathOf("test-SR.dcm")));

    static IReadOnlyList<MaskCase> Read(string file) => SegmentationFile.Read(PathOf(file))!;

    static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "data", "dicom-reference", file);
}
