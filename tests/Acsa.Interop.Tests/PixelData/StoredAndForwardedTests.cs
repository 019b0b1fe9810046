using Acsa.Dicom.Imaging;
using Acsa.Dicom.Imaging.Codec;
using Acsa.DicomScp;
using Acsa.Interop.Tests.DicomNetwork;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Interop.Tests.PixelData;

/// <summary>
/// Every encapsulated syntax of PS3.6 table A-1, decoded here or not, comes in, lies in the spool and goes on byte for byte.
/// </summary>
public sealed class StoredAndForwardedTests
{
    static readonly PixelSample Sample = PixelSample.All.Single(s => s.Name == "RGB");

    static readonly DicomTransferSyntax[] Encapsulated =
        [.. DicomTransferSyntax.KnownEntries.Where(s => s.IsEncapsulated && !s.IsRetired).OrderBy(s => s.UID.UID, StringComparer.Ordinal)];

    public static TheoryData<string> NotDecoded =>
    [
        "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203", // HTJ2K
        "1.2.840.10008.1.2.4.100", "1.2.840.10008.1.2.4.100.1", "1.2.840.10008.1.2.4.101", "1.2.840.10008.1.2.4.101.1", // MPEG-2
        "1.2.840.10008.1.2.4.102", "1.2.840.10008.1.2.4.102.1", "1.2.840.10008.1.2.4.103", "1.2.840.10008.1.2.4.103.1", // H.264
        "1.2.840.10008.1.2.4.104", "1.2.840.10008.1.2.4.104.1", "1.2.840.10008.1.2.4.105", "1.2.840.10008.1.2.4.105.1",
        "1.2.840.10008.1.2.4.106", "1.2.840.10008.1.2.4.106.1",
        "1.2.840.10008.1.2.4.107", "1.2.840.10008.1.2.4.108", // HEVC
        "1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.111", "1.2.840.10008.1.2.4.112", // JPEG XL
        "1.2.840.10008.1.2.4.92", "1.2.840.10008.1.2.4.93", // JPEG 2000 Part 2
    ];

    [Fact]
    public async Task Whatever_its_encoding_an_object_is_kept_and_forwarded_byte_for_byte()
    {
        using var folder = new ScratchFolder();
        string[] files = [.. Encapsulated.Select(syntax => WriteObject(folder, syntax))];
        Assert.True(files.Length >= 33, $"{files.Length} syntaxes only");
        using var ledger = SqlLedger.Open(LedgerLocation.InFile(folder.File("ledger.sqlite")), TimeProvider.System, TimeSpan.Zero);
        var spool = new SpoolFolder(folder.Folder("spool"), new SpoolConfiguration(0), NodeIdentity.Of("a"), new DiskFreeSpace(), ledger,
            new DatasetReader(), TimeProvider.System);
        using var listener = DicomListener.Start("127.0.0.1", 0, new AdmissionList("ACSA", [new("US1")]), spool,
            new RefusedCallers(TimeProvider.System), NullLoggerFactory.Instance);
        await using var pacs = new ReceivedInstances(new AssociationPolicy { Contexts = new() { TransferSyntaxes = Encapsulated } });

        await SendAsync(listener.Port, "US1", files);
        string[] spooled = [.. (await ledger.SpoolFilesAsync(default)).Select(spool.PathOf)];
        await SendAsync(pacs.Port, "ACSA", spooled);

        Assert.Equal(files.Length, spooled.Length);
        foreach (var file in files)
        {
            var (header, dataSet) = pacs.BySopInstance[SampleFiles.SopInstanceOf(file)];
            Assert.Equal(DicomFile.Open(file).FileMetaInfo.TransferSyntax.UID.UID, header.TransferSyntaxUid);
            Assert.Equal(SampleFiles.DataSetOf(file), dataSet);
        }
    }

    [Theory]
    [MemberData(nameof(NotDecoded))]
    public void Frames_that_are_not_decoded_are_refused_by_name(string uid)
    {
        using var folder = new ScratchFolder();
        var syntax = DicomTransferSyntax.Parse(uid);
        var file = DicomFile.Open(WriteObject(folder, syntax));

        var refusal = Assert.Throws<DicomCodecException>(() => FrameDecoder.Decode(file.Dataset, 0));

        Assert.NotEqual("Unknown", syntax.UID.Name);
        Assert.Contains(syntax.UID.Name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(uid, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The stream is noise: nobody on the way may look into it.</summary>
    static string WriteObject(ScratchFolder folder, DicomTransferSyntax syntax)
    {
        var stream = new byte[5000];
        new Random(syntax.UID.UID.Length).NextBytes(stream);
        var path = folder.File(syntax.UID.UID + ".dcm");
        new DicomFile(EncapsulatedStream.Wrap(Sample, syntax, stream)).Save(path);
        return path;
    }

    static async Task SendAsync(int port, string ownTitle, string[] files)
    {
        var answers = new List<DicomStatus>();
        var client = DicomClientFactory.Create("127.0.0.1", port, false, ownTitle, "ACSA");
        foreach (var file in files)
            await client.AddRequestAsync(new DicomCStoreRequest(file)
                { OnResponseReceived = (_, response) => answers.Add(response.Status) });
        await client.SendAsync();
        Assert.All(answers, status => Assert.Equal(DicomStatus.Success, status));
        Assert.Equal(files.Length, answers.Count);
    }
}
