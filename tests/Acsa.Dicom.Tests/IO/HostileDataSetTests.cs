using System.IO.Compression;

using Acsa.Dicom.IO.Reader;

using Xunit.Abstractions;

namespace Acsa.Dicom.Tests.IO;

public class HostileDataSetTests(ITestOutputHelper output)
{
    private static readonly DicomTransferSyntax Explicit = DicomTransferSyntax.ExplicitVRLittleEndian;

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(20_000, false)]
    public void Counts_sequences_inside_sequences(int depth, bool isRead)
    {
        var bytes = new DataSetBytes();
        for (var i = 0; i < depth; i++) bytes.Header(0x00081140, "SQ", DataSetBytes.Undefined).Item();
        for (var i = 0; i < depth; i++) bytes.EndItem().EndSequence();

        if (isRead) Assert.Single(DicomDatasetReader.Read(bytes.ToArray(), Explicit));
        else Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(bytes.ToArray(), Explicit));
    }

    // 100 bytes that claim 2 GiB, as a value, a sequence, an item and a fragment; with a stream whose length is known, and without.
    [Theory]
    [InlineData("value")]
    [InlineData("text")]
    [InlineData("sequence")]
    [InlineData("item")]
    [InlineData("fragment")]
    [InlineData("table")]
    public void Gives_out_no_memory_for_a_length_that_lies(string what)
    {
        const uint lie = 0x7FFFFFF0;
        var bytes = new DataSetBytes();
        _ = what switch
        {
            "value" => bytes.Header(0x7FE00010, "OW", lie),
            "text" => bytes.Header(0x0040A160, "UT", lie),
            "sequence" => bytes.Header(0x00081140, "SQ", lie),
            "item" => bytes.Header(0x00081140, "SQ", DataSetBytes.Undefined).Item(lie),
            "fragment" => bytes.Header(0x7FE00010, "OB", DataSetBytes.Undefined).Item(0).Item(lie),
            _ => bytes.Header(0x7FE00010, "OB", DataSetBytes.Undefined).Item(lie),
        };
        var data = bytes.Raw(new byte[100]).ToArray();

        foreach (var stream in new Stream[] { new MemoryStream(data), new TrickleStream(data, 10) })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.ThrowsAny<DicomDataException>(() => DicomDatasetReader.Read(stream, Explicit));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
        }
    }

    // Each is below the size from which values stay in the file; together they are the file.
    [Fact]
    public void Holds_so_many_bytes_of_small_values_and_leaves_small_fragments_beyond_in_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("small");
        var settings = new Func<FileStream, DicomReadSettings>(stream => new()
        {
            File = new Acsa.Dicom.IO.SourceFile(path, stream.SafeFileHandle), SmallValues = 100_000,
        });
        var values = new DataSetBytes();
        for (var i = 0u; i < 4; i++) values.Element(0x00091000 + i, "UN", new byte[30_000]);
        File.WriteAllBytes(path, values.ToArray());
        using (var stream = File.OpenRead(path))
        using (var source = new DicomByteSource(stream))
        {
            var error = Assert.Throws<DicomDataException>(
                () => DicomDatasetReader.Read(source, new DicomDataset(), Explicit, settings(stream)));
            Assert.Contains("(0009,1003)", error.Message, StringComparison.Ordinal);
        }

        var fragments = new DataSetBytes().Header(0x7FE00010, "OB", DataSetBytes.Undefined).Item(0);
        for (var i = 0; i < 40; i++) fragments.Item(4_000).Raw([.. Enumerable.Repeat((byte)i, 4_000)]);
        File.WriteAllBytes(path, fragments.EndSequence().ToArray());
        using (var stream = File.OpenRead(path))
        using (var source = new DicomByteSource(stream))
        {
            var read = new DicomDataset();
            DicomDatasetReader.Read(source, read, Explicit, settings(stream));
            var held = read.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData)!.Fragments;
            Assert.Equal(25, held.Count(fragment => fragment.IsMemory));
            for (var i = 0; i < 40; i++) Assert.Equal((byte)i, Assert.Single(held[i].Data.Distinct()));
        }
    }

    [Fact]
    public void A_file_of_small_values_alone_is_not_taken_into_memory()
    {
        using var folder = new TemporaryFolder();
        var zeros = new byte[65_534];
        var path = folder.File("small.dcm");
        using (var stream = new SparseFileStream(path, zeros))
        {
            stream.Write(FileWith(new DataSetBytes()));
            for (var i = 0u; i < 4_200; i++)
            {
                stream.Write(new DataSetBytes().Header(0x00091000 + i, "UN", (uint)zeros.Length).ToArray());
                stream.Write(zeros);
            }
        }

        Assert.Throws<DicomFileException>(() => DicomFile.Open(path, FileReadOption.SkipLargeTags));
    }

    [Fact]
    public void A_data_set_that_begins_like_file_meta_information_costs_no_more_memory_than_that_may()
    {
        using var folder = new TemporaryFolder();
        var zeros = new byte[64 << 20];
        var path = folder.File("meta.dcm");
        using (var stream = new SparseFileStream(path, zeros))
        {
            stream.Write(FileWith(new DataSetBytes().Header(0x00020102, "OB", (uint)zeros.Length)));
            stream.Write(zeros);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DicomFileException>(() => DicomFile.Open(path, FileReadOption.SkipLargeTags));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData(199_999, true)]
    [InlineData(200_000, false)]
    public void A_message_that_is_held_in_memory_has_so_many_items(int items, bool isRead)
    {
        var bytes = new DataSetBytes().Header(0x00081199, "SQ", DataSetBytes.Undefined);
        for (var i = 0; i < items; i++) bytes.Item(0);
        var data = bytes.EndSequence().ToArray();
        Assert.InRange(data.Length, 0, Acsa.Dicom.Network.NetworkLimits.HeldDataSetLength);
        if (isRead) Assert.Single(Acsa.Dicom.Network.Dimse.DataSetCodec.Decode(data, Explicit));
        else Assert.Throws<DicomDataException>(() => Acsa.Dicom.Network.Dimse.DataSetCodec.Decode(data, Explicit));
    }

    // What is asked for as text may be anything that a sender made it: of eight letters there are four gigabytes, if he likes.
    [Theory]
    [InlineData("UT")]
    [InlineData("OB")]
    public void Makes_no_text_of_a_value_that_is_far_too_long_for_one(string vr)
    {
        using var folder = new TemporaryFolder();
        var zeros = new byte[64 << 20];
        var path = folder.File("text.dcm");
        using (var stream = new SparseFileStream(path, zeros))
        {
            stream.Write(FileWith(new DataSetBytes().Header(0x00100020, vr, (uint)zeros.Length)));
            stream.Write(zeros);
        }

        var read = DicomFile.Open(path).Dataset;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DicomDataException>(() => read.TryGetString(DicomTag.PatientID, out _));
        Assert.Equal("?", read.GetSingleValueOrDefault(DicomTag.PatientID, "?"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    // Preamble, prefix, (0002,0010) explicit VR little endian, and what comes first behind it.
    private static byte[] FileWith(DataSetBytes beginning) =>
    [
        .. new byte[128], .. "DICM"u8,
        .. new DataSetBytes().Text(0x00020010, "UI", Explicit.UID.UID).ToArray(), .. beginning.ToArray(),
    ];

    [Fact]
    public void Ends_an_item_where_what_is_around_it_ends()
    {
        // The item claims 64 bytes, the data set around it is 8 bytes shorter.
        var bytes = new DataSetBytes().Header(0x00081140, "SQ", 40).Item(32)
            .Header(0x00081199, "SQ", DataSetBytes.Undefined).Item(64).Raw(new byte[100]).ToArray();

        Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(bytes, Explicit));
    }

    // 100 000 empty elements of odd groups in falling order; as many in sequences of 5000 each, which is within bounds one by one.
    [Theory]
    [InlineData(100_000)]
    [InlineData(5_000)]
    public void Does_not_sort_without_end(int inSequence)
    {
        var bytes = new DataSetBytes();
        for (var number = 100_000; number > 0; number--)
        {
            if (number % inSequence == 0) bytes.Header(0x00081140, "SQ", DataSetBytes.Undefined).Item();
            bytes.Header(0x00110000 + (uint)(number % inSequence) * 2, "US", 0);
            if (number % inSequence == 1) bytes.EndItem().EndSequence();
        }

        var e = Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(bytes.ToArray(), Explicit));
        Assert.Contains("out of order", e.Message, StringComparison.Ordinal);
    }

    // Behind 20 000 elements, 20 000 times another character set, or a private block that is reserved again.
    [Theory]
    [InlineData(0x00080005u, "CS", "ISO_IR 100", "ISO_IR 101")]
    [InlineData(0x00090010u, "LO", "ACSA", "OTHER ")]
    public void Does_not_look_at_everything_again_without_end(uint tag, string vr, string one, string other)
    {
        var bytes = new DataSetBytes();
        for (uint number = 0; number < 20_000; number++) bytes.Header(0x00110000 + number * 2, "US", 0);
        for (var number = 0; number < 20_000; number++) bytes.Text(tag, vr, number % 2 == 0 ? one : other);

        Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(bytes.ToArray(), Explicit));
    }

    // (0009,1001) stands before the element that reserves its block and again behind it: two tags to us, one number in a file.
    [Fact]
    public void Holds_a_number_once_whoever_its_creator_is()
    {
        var bytes = new DataSetBytes().Text(0x00091001, "LO", "first").Text(0x00090010, "LO", "ACSA").Text(0x00091001, "LO", "second")
            .Text(0x00091000, "LO", "before").ToArray();

        var dataset = DicomDatasetReader.Read(bytes, Explicit);

        Assert.Equal([0x00090010u, 0x00091000u, 0x00091001u], dataset.Select(item => item.Tag.Value));
        Assert.Equal("second", ((DicomElement)dataset.Last()).Get<string>());
    }

    [Fact]
    public void Puts_a_thousand_misplaced_elements_in_their_order()
    {
        var bytes = new DataSetBytes();
        for (uint number = 1000; number > 0; number--) bytes.UInt16(0x00110000 + number * 2, "US", (ushort)number);

        var tags = DicomDatasetReader.Read(bytes.ToArray(), Explicit).Select(item => item.Tag).ToList();

        Assert.Equal(1000, tags.Count);
        Assert.Equal(tags.Order(), tags);
    }

    [Fact]
    public void Stops_inflating_at_its_limit()
    {
        // 16 MiB of zeros, deflated to a thousandth.
        using var deflated = new MemoryStream();
        using (var deflater = new DeflateStream(deflated, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflater.Write(new DataSetBytes().Header(0x00091001, "UN", 16 * 1024 * 1024).ToArray());
            deflater.Write(new byte[16 * 1024 * 1024]);
        }
        deflated.Position = 0;
        using var inflater = new DeflateStream(deflated, CompressionMode.Decompress);
        var source = new DicomByteSource(inflater, maximum: 1024 * 1024);

        var e = Assert.Throws<DicomDataException>(() => DicomDatasetReader.Read(source, [], Explicit, DicomReadSettings.Default));
        Assert.Contains("1048576", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_in_no_other_way_on_a_damaged_file()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var original = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", "OBXXXX1A_rle.dcm"))[..4000];

        for (var i = 0; i < 2000; i++)
        {
            var damaged = original.ToArray();
            for (var n = random.Next(1, 8); n > 0; n--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                var file = DicomFile.Open(new MemoryStream(damaged, 0, random.Next(140, damaged.Length)));
                _ = Dump.Of(file.Dataset);
                foreach (var element in file.Dataset.OfType<DicomElement>()) _ = file.Dataset.TryGetSingleValue<string>(element.Tag, out _);
            }
            catch (DicomFileException)
            {
                // The one way to fail.
            }
        }
    }
}
