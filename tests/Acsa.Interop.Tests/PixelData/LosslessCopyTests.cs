using Acsa.Interop.Tests.DicomNetwork;
using Acsa.Worker.Commands;

namespace Acsa.Interop.Tests.PixelData;

/// <summary>Files for a peer, DCMTK's storescp, that takes implicit VR little endian only.</summary>
public sealed class LosslessCopyTests
{
    static readonly string[] Files =
        [.. new[] { "OBXXXX1A_rle_2frame", "US1_J2KR", "JPGLosslessP14SV1_1s_1f_8b", "OBXXXX1A", "examples_ybr_color" }
            .Select(name => Path.Combine(SampleFiles.Folder, name + ".dcm"))];

    [Fact]
    public async Task Nothing_is_converted_unless_asked()
    {
        var (answers, arrived) = await SendAsync(copies: false);

        Assert.Equal([false, false, false, true, false], answers.Select(answer => answer.IsStored));
        Assert.Single(arrived);
        Assert.Contains("RLE Lossless", answers[0].Words, StringComparison.Ordinal);
        Assert.Contains("JPEG Baseline", answers[4].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lossless_originals_arrive_as_native_copies_and_others_are_refused()
    {
        var (answers, arrived) = await SendAsync(copies: true);

        Assert.Equal([true, true, true, true, false], answers.Select(answer => answer.IsStored));
        Assert.Equal(Files, answers.Select(answer => answer.File));
        Assert.Contains("lossless copy", answers[0].Words, StringComparison.Ordinal);
        Assert.DoesNotContain("copy", answers[3].Words, StringComparison.Ordinal);
        Assert.Contains("with loss", answers[4].Words, StringComparison.Ordinal);
        // Two samples share an instance UID, so pictures are looked for and not names.
        foreach (var file in Files[..4])
        {
            var original = PixelValues.Of(DicomFile.Open(file).Dataset);
            Assert.Contains(arrived, copy => PixelValues.Distance(PixelValues.Of(copy.Dataset), original) == 0);
        }
    }

    static async Task<(IReadOnlyList<FileAnswer> Answers, DicomFile[] Arrived)> SendAsync(bool copies)
    {
        using var folder = new ScratchFolder();
        var port = Loopback.FreePort();
        var into = folder.Folder("scp");
        await using var process = PeerProcess.Start("/usr/bin/storescp", ["+xi", "+B", "+uf", "-od", into, $"{port}"], folder);
        await Loopback.WaitUntilListeningAsync(port, process);
        var answers = await new FileSender(new("STORESCP", "127.0.0.1", port), "ACSA", copies).SendAsync(Files, progress: null, default);
        return (answers, [.. Directory.GetFiles(into).Select(file => DicomFile.Open(file, FileReadOption.ReadAll))]);
    }
}
