using System.IO.Compression;
using System.Text;
using Acsa.DicomScp;
using Acsa.Worker.Spool;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Spool;

public sealed class DatasetReaderTests : IDisposable
{
    const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";
    const string Deflated = "1.2.840.10008.1.2.1.99";

    // (0020,000D) UI, 6 bytes: 1.2.3 and its padding
    static readonly byte[] Study = [0x20, 0, 0x0D, 0, (byte)'U', (byte)'I', 6, 0, .. Encoding.ASCII.GetBytes("1.2.3\0")];

    // (7FE0,0010) OW with a length, of which not a byte follows
    static readonly byte[] PixelsBegin = [0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'W', 0, 0, 0, 0, 1, 0];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_breaks_off_after_its_study_was_named_still_belongs_to_the_study()
    {
        Assert.Equal(new DatasetSummary("1.2.3", null), Read(ExplicitLittleEndian, [.. Study, .. PixelsBegin]));
    }

    [Fact]
    public void What_breaks_off_before_cannot_be_read()
    {
        var summary = Read(ExplicitLittleEndian, Study[..^2]);
        Assert.Null(summary.StudyUid);
        Assert.NotNull(summary.Unreadable);
    }

    [Theory]
    [InlineData("taken away")]
    [InlineData("held by somebody")] // A folder in its place: opening it is denied.
    public void A_file_that_cannot_be_opened_now_says_nothing_of_the_object(string how)
    {
        var file = _folder["x.dcm"];
        if (how != "taken away") Directory.CreateDirectory(file);
        Assert.Throws<IOException>(() => new DatasetReader().Read(file));
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("0 ", null)]
    [InlineData("-3", null)]
    [InlineData("x ", null)]
    [InlineData("", null)]
    public void The_number_of_a_studys_instances_is_read_where_it_is_one(string text, int? number)
    {
        // (0020,1208) IS
        byte[] count = [0x20, 0, 0x08, 0x12, (byte)'I', (byte)'S', (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text)];
        var file = Write(ExplicitLittleEndian, [.. Study, .. count, .. PixelsBegin]);
        Assert.Equal(number, new DatasetReader().ReadStudyInstances(file));
        Assert.Null(new DatasetReader().ReadStudyInstances(Write(ExplicitLittleEndian, [.. Study, .. count[..6]])));
    }

    [Theory]
    [InlineData(0x0008)] // before the study is named
    [InlineData(0x0040)] // after it
    public void What_inflates_a_thousandfold_is_not_held_in_memory(ushort group)
    {
        const int inflated = 200_000_000;
        using var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            if (group > 0x20) deflate.Write(Study);
            // (gggg,1001) OB, 200 MB of zeros
            deflate.Write([(byte)group, 0, 1, 0x10, (byte)'O', (byte)'B', 0, 0, .. BitConverter.GetBytes(inflated)]);
            var zeros = new byte[1_000_000];
            for (var written = 0; written < inflated; written += zeros.Length) deflate.Write(zeros);
            if (group < 0x20) deflate.Write(Study);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("1.2.3", Read(Deflated, bytes.ToArray()).StudyUid);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 20_000_000, $"{allocated} bytes were allocated.");
    }

    [Fact]
    public void Whatever_bytes_arrive_the_answer_is_a_summary()
    {
        var whole = File.ReadAllBytes(PhantomFile.Write(_folder));
        var (seed, file) = (Random.Shared.Next(), _folder["damaged.dcm"]);
        var random = new Random(seed);
        for (var run = 0; run < 2000; run++)
        {
            var damaged = whole.AsSpan(0, random.Next(140, 3000)).ToArray();
            for (var hit = random.Next(1, 8); hit > 0; hit--) damaged[random.Next(132, damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(file, damaged);
            Assert.True(Record.Exception(() => new DatasetReader().Read(file)) is null, $"seed {seed}, run {run}");
            Assert.True(Record.Exception(() => _ = new DatasetReader().ReadStudyInstances(file)) is null, $"seed {seed}, run {run}");
        }
    }

    DatasetSummary Read(string syntax, byte[] dataSet) => new DatasetReader().Read(Write(syntax, dataSet));

    string Write(string syntax, byte[] dataSet)
    {
        var file = _folder[Guid.NewGuid().ToString("N")];
        File.WriteAllBytes(file, [.. Part10Header.Build(Specimen.Header() with { TransferSyntaxUid = syntax }), .. dataSet]);
        return file;
    }
}
