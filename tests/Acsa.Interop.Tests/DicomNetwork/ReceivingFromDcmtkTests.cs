namespace Acsa.Interop.Tests.DicomNetwork;

public sealed class ReceivingFromDcmtkTests
{
    [Fact]
    public async Task Echoscu_is_answered_and_an_unknown_title_is_told_so()
    {
        await using var node = new ReceivedInstances(new AssociationPolicy { CalledTitles = ["ACSA"] });
        await PeerProcess.MustRunAsync("/usr/bin/echoscu", "-aec", "ACSA", "127.0.0.1", $"{node.Port}");
        var (code, output) = await PeerProcess.RunAsync("/usr/bin/echoscu", "-v", "-aec", "OTHER", "127.0.0.1", $"{node.Port}");
        Assert.NotEqual(0, code);
        Assert.Contains("Called AE Title Not Recognized", output);
    }

    [Theory]
    [InlineData("US1_UNCR.dcm", "-xe")] // explicit little endian
    [InlineData("US1_UNCR.dcm", "-xi")] // implicit little endian
    [InlineData("ExplVR_BigEnd.dcm", "-xb")] // explicit big endian
    [InlineData("OBXXXX1A_rle_2frame.dcm", "-xr")] // RLE
    [InlineData("JPGLosslessP14SV1_1s_1f_8b.dcm", "-xs")] // JPEG lossless
    [InlineData("US1_J2KR.dcm", "-xv")] // JPEG 2000 lossless
    [InlineData("US1_J2KI.dcm", "-xw")] // JPEG 2000
    [InlineData("US1_UNCR.dcm", "-xd")] // deflated
    public async Task A_data_set_is_kept_bit_for_bit_as_storescp_keeps_it(string name, string syntax)
    {
        using var folder = new ScratchFolder();
        await using var node = new ReceivedInstances();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        var file = Path.Combine(SampleFiles.Folder, name);

        await PeerProcess.MustRunAsync("/usr/bin/storescu", syntax, "-aec", StoreScp.AeTitle, "127.0.0.1", $"{scp.Port}", file);
        await PeerProcess.MustRunAsync("/usr/bin/storescu", syntax, "127.0.0.1", $"{node.Port}", file);

        var expected = Assert.Single(scp.Files());
        var (header, dataSet) = Assert.Single(node.BySopInstance).Value;
        Assert.Equal(DicomFile.Open(expected).FileMetaInfo.TransferSyntax.UID.UID, header.TransferSyntaxUid);
        Assert.Equal(SampleFiles.DataSetOf(expected), dataSet);
    }

    [Theory]
    [InlineData("4096")]
    [InlineData("131072")]
    public async Task The_size_of_pdus_makes_no_difference(string maximum)
    {
        await using var node = new ReceivedInstances();
        await using var reference = new ReceivedInstances();
        var file = Path.Combine(SampleFiles.Folder, "US1_UNCR.dcm");
        await PeerProcess.MustRunAsync("/usr/bin/storescu", "-xe", "--max-send-pdu", maximum, "127.0.0.1", $"{node.Port}", file);
        await PeerProcess.MustRunAsync("/usr/bin/storescu", "-xe", "127.0.0.1", $"{reference.Port}", file);
        Assert.Equal(Assert.Single(reference.BySopInstance).Value.DataSet, Assert.Single(node.BySopInstance).Value.DataSet);
    }

    [Fact]
    public async Task Four_senders_at_a_time_lose_nothing()
    {
        using var folder = new ScratchFolder();
        await using var node = new ReceivedInstances();
        string[] parts = [.. Enumerable.Range(0, 4).Select(part => folder.Folder($"part{part}"))];
        foreach (var part in parts) SampleFiles.Multiply(part, 10);

        await Task.WhenAll(parts.Select(part => PeerProcess.MustRunAsync("/usr/bin/dcmsend", "+sd", "127.0.0.1", $"{node.Port}", part)));

        Assert.Equal(4 * 10 * SampleFiles.All.Length, node.BySopInstance.Count);
        Assert.True(node.MostAtATime > 1, "the senders did not overlap");
        await Until.TrueAsync(() => Task.FromResult(node.Ended.Count >= 4), TimeSpan.FromSeconds(30), "four associations to end");
        Assert.All(node.Ended, report => Assert.Equal(AssociationEnd.Released, report.End));
    }
}
