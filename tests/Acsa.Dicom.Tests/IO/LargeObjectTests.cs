using Acsa.Dicom.Imaging;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Tests.IO;

/// <summary>Objects of more than 4 GiB, in files that are mostly holes, and values at the end of what 32 bits can say.</summary>
public sealed class LargeObjectTests : IDisposable
{
    private const int FrameSize = 64 << 20;
    private const long LongestValue = 0xFFFFFFFE;

    private static readonly byte[] Zeros = new byte[FrameSize];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static DicomDataset Image(DicomTransferSyntax syntax, int frames) => new(syntax)
    {
        { DicomTag.SOPClassUID, DicomUID.UltrasoundMultiFrameImageStorage }, { DicomTag.SOPInstanceUID, "1.2.3.4" },
        { DicomTag.SamplesPerPixel, (ushort)1 }, { DicomTag.PhotometricInterpretation, "MONOCHROME2" },
        { DicomTag.Rows, (ushort)4096 }, { DicomTag.Columns, (ushort)8192 }, { DicomTag.BitsAllocated, (ushort)8 },
        { DicomTag.BitsStored, (ushort)8 }, { DicomTag.HighBit, (ushort)7 }, { DicomTag.PixelRepresentation, (ushort)0 },
        { DicomTag.NumberOfFrames, frames },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Writes_and_reads_fragments_beyond_4_gib(bool hasExtendedTable)
    {
        const int frames = 66;
        var dataset = Image(DicomTransferSyntax.JPEG2000Lossless, frames);
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        for (var i = 0; i < frames - 1; i++) fragments.Fragments.Add(new MemoryByteBuffer(Zeros));
        fragments.Fragments.Add(new MemoryByteBuffer([1, 2, 3, 4]));
        dataset.Add(fragments);
        if (hasExtendedTable)
        {
            dataset.Add(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTable,
                [.. Enumerable.Range(0, frames).Select(i => (ulong)i * (FrameSize + 8))]));
            dataset.Add(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTableLengths,
                [.. Enumerable.Range(0, frames).Select(i => i < frames - 1 ? (ulong)FrameSize : 4)]));
        }
        var path = _folder.File("fragments.dcm");
        using (var stream = new SparseFileStream(path, Zeros)) new DicomFile(dataset).Save(stream);
        Assert.InRange(new FileInfo(path).Length, (1L << 32) + 1, long.MaxValue);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = DicomFile.Open(path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);

        Assert.False(read.IsPartial);
        var pixels = DicomPixelData.Create(read.Dataset);
        Assert.Equal([1, 2, 3, 4], pixels.GetFrame(frames - 1).Data);
        Assert.Equal(FrameSize, pixels.GetFrame(frames - 2).Size);
    }

    [Fact]
    public void Writes_and_reads_the_longest_native_value()
    {
        var path = _folder.File("native.dcm");
        using (var stream = new SparseFileStream(path, Zeros)) new DicomFile(WithPixels(LongestValue)).Save(stream);

        var read = DicomFile.Open(path);

        Assert.False(read.IsPartial);
        var pixels = read.Dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)!.Buffer;
        Assert.Equal(LongestValue, pixels.Size);
        var last = new byte[4];
        pixels.GetByteRange(LongestValue - 4, 4, last);
        Assert.Equal([9, 8, 7, 6], last);
        Assert.Equal(FrameSize / 2, DicomPixelData.Create(read.Dataset).GetFrame(126).Size);
    }

    [Theory]
    [InlineData(LongestValue + 1)]
    [InlineData(LongestValue + 2)]
    [InlineData(LongestValue + 100)]
    public void Refuses_a_value_that_32_bits_cannot_measure(long size)
    {
        var e = Assert.Throws<DicomDataException>(() => new DicomFile(WithPixels(size)).Save(Stream.Null));

        Assert.Contains("(7fe0,0010)", e.Message, StringComparison.Ordinal);
    }

    private static DicomDataset WithPixels(long size)
    {
        var whole = (int)(size / FrameSize);
        var parts = Enumerable.Repeat<IByteBuffer>(new MemoryByteBuffer(Zeros), whole).ToList();
        var rest = new byte[size - (long)whole * FrameSize];
        if (rest.Length >= 4) new byte[] { 9, 8, 7, 6 }.CopyTo(rest, rest.Length - 4);
        parts.Add(new MemoryByteBuffer(rest));
        var dataset = Image(DicomTransferSyntax.ExplicitVRLittleEndian, 127).NotValidated();
        return dataset.Add(new DicomOtherByte(DicomTag.PixelData, new CompositeByteBuffer(parts)));
    }
}
