using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting.Tests;

public sealed class SegmentationTests
{
    [Theory]
    [InlineData(64, 48, null)]
    [InlineData(510, 511, 4)]
    [InlineData(511, 511, 3)]
    [InlineData(13, 7, 5)]
    [InlineData(1, 1, 9)]
    public void Masks_come_back_bit_by_bit_whatever_their_width(int width, int height, int? frames)
    {
        var findings = Enumerable.Range(1, frames ?? 1).Select(frame => Sample.Measured(Noise(width, height, frame), frame)).ToArray();
        var request = Sample.Request(Sample.Source(width, height, frames), findings);
        var seg = ResultWriter.Write(request).Segmentation!.ReadBack();
        var bytes = ResultCheck.Pixels(seg);
        Assert.Equal(0, bytes.Length % 2);
        for (var frame = 0; frame < findings.Length; frame++)
        {
            // PS3.5 8.1.1: no padding between rows or frames, least significant bit first.
            var start = frame * width * height;
            var bits = Enumerable.Range(start, width * height).Select(bit => (byte)(bytes[bit / 8] >> bit % 8 & 1)).ToArray();
            Assert.True(findings[frame].Mask!.Pixels.AsSpan().SequenceEqual(bits));
        }
        Assert.Empty(ResultCheck.Problems(ResultWriter.Write(request), request));
    }

    [Fact]
    public void One_wrong_bit_is_seen_wherever_it_is()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var (width, height, frames) = (random.Next(1, 70), random.Next(1, 6), random.Next(1, 5));
            var masks = Enumerable.Range(0, frames).Select(frame => Noise(width, height, seed + frame)).ToList();
            var packed = BitPacking.Pack(masks);
            var what = $"seed {seed}: {frames} frames of {width}×{height}";
            for (var frame = 0; frame < frames; frame++) Assert.True(BitPacking.Shows(packed, frame, masks[frame].Pixels), what);
            var wrong = random.Next(frames * width * height);
            packed[wrong / 8] ^= (byte)(1 << wrong % 8);
            for (var frame = 0; frame < frames; frame++)
                Assert.True(BitPacking.Shows(packed, frame, masks[frame].Pixels) == (frame != wrong / (width * height)), what);
        }
    }

    [Fact]
    public void Frames_go_by_segment_then_by_source_frame_and_empty_ones_are_left_out()
    {
        var request = Sample.Request(Sample.Source(64, 48, 30),
            Sample.Measured(Sample.Ellipse(64, 48, 1), 30), Sample.Measured(Sample.Ellipse(64, 48), 1),
            Sample.Measured(Sample.Ellipse(64, 48, 2), 1, "vastus-lateralis"), Sample.Measured(new Mask(64, 48), 15),
                Sample.NothingFound(20));
        var seg = ResultWriter.Write(request).Segmentation!.ReadBack();
        var frames = seg.GetSequence(DicomTag.PerFrameFunctionalGroupsSequence).Items.Select(item => (
            item.GetSequence(DicomTag.SegmentIdentificationSequence).Items[0].GetSingleValue<ushort>(DicomTag.ReferencedSegmentNumber),
            item.GetSequence(DicomTag.DerivationImageSequence).Items[0].GetSequence(DicomTag.SourceImageSequence).Items[0]
                .GetSingleValue<int>(DicomTag.ReferencedFrameNumber),
            string.Join(',', item.GetSequence(DicomTag.FrameContentSequence).Items[0].GetValues<uint>(DicomTag.DimensionIndexValues))));
        Assert.Equal([(1, 1, "1,1,1"), (1, 30, "1,1,2"), (2, 1, "2,1,1")],
            frames.Select(frame => ((int)frame.Item1, frame.Item2, frame.Item3)));
        Assert.Equal(3, seg.GetSingleValue<int>(DicomTag.NumberOfFrames));
        Assert.Equal(["Rectus femoris, left", "Vastus lateralis, left"],
            seg.GetSequence(DicomTag.SegmentSequence).Items.Select(item => item.GetString(DicomTag.SegmentLabel)));
    }

    [Fact]
    public void A_still_is_referred_to_without_frame_number()
    {
        var seg = ResultWriter.Write(Sample.Request(Sample.Source(), Sample.Measured(Sample.Ellipse(64, 48)))).Segmentation!.ReadBack();
        var image = seg.GetSequence(DicomTag.PerFrameFunctionalGroupsSequence).Items[0]
            .GetSequence(DicomTag.DerivationImageSequence).Items[0]
            .GetSequence(DicomTag.SourceImageSequence).Items[0];
        Assert.False(image.Contains(DicomTag.ReferencedFrameNumber));
        Assert.Equal(Sample.Instance, image.GetString(DicomTag.ReferencedSOPInstanceUID));
        var series = seg.GetSequence(DicomTag.ReferencedSeriesSequence).Items[0];
        Assert.Equal(Sample.Series, series.GetString(DicomTag.SeriesInstanceUID));
        Assert.False(seg.Contains(DicomTag.FrameOfReferenceUID));
    }

    [Fact]
    public void One_scale_is_given_to_viewers_and_none_is_made_up()
    {
        var (first, second) = (Sample.Measured(Sample.Ellipse(64, 48), 1), Sample.Measured(Sample.Ellipse(64, 48), 2));
        var other = second with { Calibration = second.Calibration! with { PixelSize = new PixelSize(0.02, 0.02) } };
        Assert.Equal("0.1\\0.12345678901235", Spacing(first, second));
        Assert.Null(Spacing(first, other));
        Assert.Null(Spacing(first, Sample.Uncalibrated(Sample.Ellipse(64, 48), 2)));

        static string? Spacing(params Finding[] findings) =>
            ResultWriter.Write(Sample.Request(Sample.Source(64, 48, 9), findings)).Segmentation!.ReadBack()
                .GetSequence(DicomTag.SharedFunctionalGroupsSequence).Items[0]
                .TryGetSequence(DicomTag.PixelMeasuresSequence, out var measures) ? measures.Items[0].GetString(DicomTag.PixelSpacing)
                    : null;
    }

    [Fact]
    public void Segments_say_whether_they_overlap()
    {
        Assert.Equal("NO", Overlap(Half(0, 32), Half(32, 64)));
        Assert.Equal("YES", Overlap(Half(0, 33), Half(32, 64)));

        static string Overlap(Mask one, Mask two) =>
            ResultWriter.Write(Sample.Request(Sample.Source(), Sample.Measured(one), Sample.Measured(two, 1, "vastus-lateralis")))
                .Segmentation!.Dataset.GetString(DicomTag.SegmentsOverlap);
    }

    [Fact]
    public void Both_halves_of_a_dual_image_become_two_segments()
    {
        var seg = ResultWriter.Write(Sample.Request(Sample.Source(), Sample.Measured(Half(0, 32)),
            Sample.Measured(Half(32, 64)))).Segmentation!.ReadBack();
        var segments = seg.GetSequence(DicomTag.SegmentSequence).Items;
        Assert.Equal(2, segments.Count);
        Assert.NotEqual(segments[0].GetString(DicomTag.TrackingUID), segments[1].GetString(DicomTag.TrackingUID));
    }

    [Fact]
    public void Where_nothing_was_found_there_is_no_segmentation()
    {
        var results = ResultWriter.Write(Sample.Request(Sample.Source(), Sample.NothingFound()));
        Assert.Null(results.Segmentation);
        Assert.Equal([ResultKind.StructuredReport, ResultKind.SecondaryCapture], results.Instances.Select(instance => instance.Kind));
    }

    [Fact]
    public void A_mask_of_another_size_than_the_source_is_a_mistake() =>
        Assert.Throws<ArgumentException>(() =>
            ResultWriter.Write(Sample.Request(Sample.Source(), Sample.Measured(Sample.Ellipse(32, 48)))));

    [Fact]
    public void A_segment_says_what_made_it_and_how_to_colour_it()
    {
        var item = ResultWriter.Write(Sample.Request(Sample.Source(), Sample.Measured(Sample.Ellipse(64, 48)))).Segmentation!.ReadBack()
            .GetSequence(DicomTag.SegmentSequence).Items[0];
        Assert.Equal("72226001", Code(item, DicomTag.SegmentedPropertyTypeCodeSequence));
        Assert.Equal("7771000", Code(item.GetSequence(DicomTag.SegmentedPropertyTypeCodeSequence).Items[0],
            DicomTag.SegmentedPropertyTypeModifierCodeSequence));
        var algorithm = item.GetSequence(DicomTag.SegmentationAlgorithmIdentificationSequence).Items[0];
        Assert.Equal("123110", Code(algorithm, DicomTag.AlgorithmFamilyCodeSequence));
        Assert.Equal("1.0.0", algorithm.GetString(DicomTag.AlgorithmVersion));
        Assert.Equal(3, item.GetValueCount(DicomTag.RecommendedDisplayCIELabValue));
    }

    [Theory]
    // Lab of sRGB white, black and red under D50: 100 0 0, 0 0 0, 54.29 80.81 69.89.
    [InlineData(255, 255, 255, 65535, 32896, 32896)]
    [InlineData(0, 0, 0, 0, 32896, 32896)]
    [InlineData(255, 0, 0, 35579, 53664, 50857)]
    public void Colours_are_stored_as_cielab(byte r, byte g, byte b, int l, int a, int bb)
    {
        var lab = CieLab.From(new RgbColour(r, g, b));
        Assert.InRange(lab[0], l - 40, l + 40);
        Assert.InRange(lab[1], a - 40, a + 40);
        Assert.InRange(lab[2], bb - 40, bb + 40);
    }

    [Fact]
    public void The_read_back_check_sees_one_wrong_bit_and_one_wrong_frame_number()
    {
        var request = Sample.Request(Sample.Source(64, 48, 5), Sample.Measured(Sample.Ellipse(64, 48), 2));
        var written = ResultWriter.Write(request).Instances[0];
        var bytes = (byte[])ResultCheck.Pixels(written.File.Dataset).Clone();
        bytes[100] ^= 1;
        written.File.Dataset.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, bytes));
        Assert.NotEmpty(ResultCheck.Problems(written, new DicomFile(written.File.ReadBack()), request));

        var moved = request with { Findings = [request.Findings[0] with { FrameNumber = 3 }] };
        Assert.NotEmpty(ResultCheck.Problems(ResultWriter.Write(request).Instances[0], ResultWriter.Write(request).Instances[0].File,
            moved));
    }

    static string Code(DicomDataset item, DicomTag sequence) => item.GetSequence(sequence).Items[0].GetString(DicomTag.CodeValue);

    static Mask Half(int from, int to)
    {
        var mask = new Mask(64, 48);
        for (var y = 10; y < 30; y++)
            for (var x = from; x < to; x++) mask[x, y] = true;
        return mask;
    }

    // Noise finds packing mistakes that smooth shapes hide; the first pixel is set so that no frame is empty.
    static Mask Noise(int width, int height, int seed)
    {
        var mask = new Mask(width, height);
        var random = new Random(seed);
        for (var i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] = (byte)random.Next(2);
        mask.Pixels[0] = 1;
        return mask;
    }
}
