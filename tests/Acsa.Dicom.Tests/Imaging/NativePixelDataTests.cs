namespace Acsa.Dicom.Tests.Imaging;

[Trait("Category", "SharedWithFoDicom")]
public sealed class NativePixelDataTests
{
    [Fact]
    public void Frames_follow_one_another()
    {
        var dataset = TestImage.Describe(1, 3, frames: 2).WithBytes(1, 2, 3, 4, 5, 6);

        Assert.Equal([1, 2, 3], dataset.FrameBytes(0));
        Assert.Equal([4, 5, 6], dataset.FrameBytes(1));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void One_bit_frames_are_read_at_bit_offsets()
    {
        // PS3.5 8.1.1: three frames of 3 × 5 pixels are 45 bits without a gap. Frame 0: 15 ones; frame 1: alternating from 1; frame 2:
        // zeros but the last.
        ulong bits = 0x7FFFUL | (0x5555UL << 15) | (1UL << 44);
        var dataset = TestImage.Describe(3, 5, allocated: 1, frames: 3).WithBytes(BitConverter.GetBytes(bits)[..6]);

        Assert.Equal([0xFF, 0x7F], dataset.FrameBytes(0));
        Assert.Equal([0x55, 0x55], dataset.FrameBytes(1));
        Assert.Equal([0x00, 0x40], dataset.FrameBytes(2));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void One_bit_frames_are_written_at_bit_offsets()
    {
        var dataset = TestImage.Describe(3, 5, allocated: 1);
        var pixelData = DicomPixelData.Create(dataset, true);
        // The sixteenth bit of each is no pixel and must not reach its neighbour.
        pixelData.AddFrame(new MemoryByteBuffer([0xFF, 0xFF]));
        pixelData.AddFrame(new MemoryByteBuffer([0x55, 0xD5]));
        pixelData.AddFrame(new MemoryByteBuffer([0x00, 0xC0]));

        ulong bits = 0x7FFFUL | (0x5555UL << 15) | (1UL << 44);
        Assert.Equal(BitConverter.GetBytes(bits)[..6], dataset.GetDicomItem<DicomOtherByte>(DicomTag.PixelData)!.Buffer.Data);
        Assert.Equal(3, pixelData.NumberOfFrames);
    }

    [Fact]
    public void One_bit_frames_of_any_size_come_back()
    {
        const int seed = 8112;
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var (rows, columns, frames) = (random.Next(1, 12), random.Next(1, 12), random.Next(1, 9));
            var dataset = TestImage.Describe(rows, columns, allocated: 1);
            var writer = DicomPixelData.Create(dataset, true);
            var written = new byte[frames][];
            for (var i = 0; i < frames; i++)
            {
                written[i] = new byte[(rows * columns + 7) / 8];
                random.NextBytes(written[i]);
                writer.AddFrame(new MemoryByteBuffer(written[i]));
                if (rows * columns % 8 != 0) written[i][^1] &= (byte)((1 << (rows * columns % 8)) - 1);
            }

            for (var i = 0; i < frames; i++)
                Assert.True(written[i].AsSpan().SequenceEqual(dataset.FrameBytes(i)), $"seed {seed}, round {round}, frame {i}");
        }
    }

    [Fact]
    public void New_pixel_data_replace_the_old()
    {
        var dataset = TestImage.Describe(1, 2, frames: 2).WithBytes(1, 2, 3, 4);

        var pixelData = DicomPixelData.Create(dataset, true);
        pixelData.AddFrame(new MemoryByteBuffer([9, 8]));

        Assert.Equal(1, pixelData.NumberOfFrames);
        Assert.Equal([9, 8], dataset.FrameBytes(0));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Adding_to_a_clone_leaves_the_original_alone()
    {
        var original = TestImage.Describe(1, 2, frames: 1).WithBytes(1, 2);
        var clone = original.Clone();

        DicomPixelData.Create(clone).AddFrame(new MemoryByteBuffer([3, 4]));

        Assert.Equal([3, 4], clone.FrameBytes(1));
        Assert.Equal(2, original.GetDicomItem<DicomElement>(DicomTag.PixelData)!.Buffer.Size);
        Assert.Equal(1, DicomPixelData.Create(original).NumberOfFrames);
    }

    [Theory]
    [InlineData(8, false, "OB")]
    [InlineData(16, false, "OW")]
    [InlineData(8, true, "OW")]
    public void Native_pixel_data_take_the_VR_of_the_syntax(int allocated, bool implicitVr, string vr)
    {
        var syntax = implicitVr ? DicomTransferSyntax.ImplicitVRLittleEndian : DicomTransferSyntax.ExplicitVRLittleEndian;
        var dataset = TestImage.Describe(1, 1, allocated: allocated, syntax: syntax);

        DicomPixelData.Create(dataset, true);

        Assert.Equal(vr, dataset.GetDicomItem<DicomItem>(DicomTag.PixelData)!.ValueRepresentation.Code);
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void A_frame_that_the_bytes_do_not_reach_is_refused()
    {
        var dataset = TestImage.Describe(2, 2, frames: 2).WithBytes(1, 2, 3, 4, 5, 6);

        Assert.Equal([1, 2, 3, 4], dataset.FrameBytes(0));
        Assert.Throws<DicomImagingException>(() => dataset.FrameBytes(1));
        Assert.Throws<IndexOutOfRangeException>(() => dataset.FrameBytes(2));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void A_frame_beyond_the_limits_is_refused_before_it_is_read()
    {
        var dataset = TestImage.Describe(65_535, 65_535).WithBytes(0, 0);

        Assert.Throws<DicomImagingException>(() => dataset.FrameBytes(0));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void More_frames_than_the_limit_are_refused()
    {
        var dataset = TestImage.Describe(1, 1, frames: int.MaxValue).WithBytes(0, 0);

        Assert.Throws<DicomImagingException>(() => dataset.FrameBytes(0));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Missing_pixel_data_are_named()
    {
        var refusal = Assert.Throws<DicomImagingException>(() => DicomPixelData.Create(TestImage.Describe(1, 1)));
        Assert.Contains("(7FE0,0010)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bits_stored_cannot_exceed_bits_allocated()
    {
        var pixelData = DicomPixelData.Create(TestImage.Describe(1, 1).WithBytes(0, 0));

        Assert.Throws<DicomImagingException>(() => pixelData.BitsStored = 9);
        Assert.Throws<DicomImagingException>(() => pixelData.HighBit = 8);
    }

    [Fact]
    public void A_packed_4_2_2_row_of_odd_width_is_whole_pairs()
    {
        var pixelData = DicomPixelData.Create(TestImage.Describe(2, 3, "YBR_FULL_422", samples: 3, planar: 0).WithBytes(new byte[16]));

        Assert.Equal(16, pixelData.UncompressedFrameSize);
    }

    [Fact]
    public void A_frame_of_a_file_is_read_alone()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var dataset = TestImage.Describe(512, 512, frames: 200).WithBytes(new byte[512 * 512 * 200]);
            dataset.Add(DicomTag.SOPClassUID, DicomUID.UltrasoundMultiFrameImageStorage);
            dataset.Add(DicomTag.SOPInstanceUID, DicomUID.Generate());
            new DicomFile(dataset).Save(path);
            var opened = DicomFile.Open(path).Dataset;
            var before = GC.GetAllocatedBytesForCurrentThread();

            Assert.Equal(512 * 512, opened.FrameBytes(150).Length);

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
