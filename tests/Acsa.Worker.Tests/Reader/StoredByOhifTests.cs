using Acsa.Worker.Reader;

namespace Acsa.Worker.Tests.Reader;

/// <summary>Segmentations that OHIF 3.13.2 stored (tests/data/reader-edits).</summary>
public sealed class StoredByOhifTests
{
    [Fact]
    public void A_label_map_and_bits_of_one_edit_are_the_same_outline()
    {
        var (map, bits) = (Read("still"), Read("still-bits"));
        foreach (var edited in new[] { map, bits })
        {
            Assert.Equal((800, 600, "", "Unspecified"), (edited.Width, edited.Height, edited.CreatorName, edited.ModelName));
            // What identifies the outline is its label alone.
            Assert.Equal(new(1, "Rectus femoris, right", null, "MANUAL", edited == map ? "OHIF Brush" : ""), Assert.Single(edited.Segments));
        }

        var mask = map.MaskOf(Assert.Single(map.Frames));
        Assert.Equal(36663, mask.CountInside());
        Assert.True(mask.HasSamePixels(bits.MaskOf(Assert.Single(bits.Frames))));
    }

    [Fact]
    public void Each_frame_of_a_clip_names_the_frame_that_it_lies_on()
    {
        var edited = Read("clip");
        Assert.Equal([1, 2, 4, 5, 6], edited.Frames.Select(frame => frame.SourceFrame!.Value));
        Assert.Equal([47682, 52704, 52784, 52879, 52966], edited.Frames.Select(frame => edited.MaskOf(frame).CountInside()));
    }

    // It would be asked for in the ledger, where PostgreSQL takes no NUL.
    [Fact]
    public void An_image_that_is_named_by_no_UID_is_none()
    {
        var data = Open("still");
        var source = data.GetSequence(DicomTag.PerFrameFunctionalGroupsSequence).Items[0].GetSequence(DicomTag.DerivationImageSequence).Items[0]
            .GetSequence(DicomTag.SourceImageSequence).Items[0];
        source.NotValidated().AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, "1.2\03");
        Assert.Contains("is not a UID", Assert.Throws<InvalidDataException>(() => SegmentationObject.Read(data)).Message,
            StringComparison.Ordinal);
    }

    static SegmentationObject Read(string name) => SegmentationObject.Read(Open(name));

    static DicomDataset Open(string name) => DicomFile.Open(
        Path.Combine(AppContext.BaseDirectory, "data", "reader-edits", $"ohif-3.13.2-{name}.dcm"), FileReadOption.ReadAll).Dataset;
}
