namespace Acsa.Interop.Tests.PixelData;

/// <summary>Every encoding against every layout of pixels; the verdicts are the tables of docs/dicom-pixel-data.md.</summary>
public sealed class PixelMatrixTests(ConformanceTable table) : IClassFixture<ConformanceTable>
{
    public static TheoryData<string> PeersRows => [.. PeerEncoding.All.Select(e => e.Row)];

    public static TheoryData<string> OwnRows => [.. OwnEncoding.All.Select(e => e.Row)];

    [Theory]
    [MemberData(nameof(PeersRows))]
    public Task What_a_peer_encodes_is_decoded_as_the_peer_decodes_it(string row)
    {
        var encoding = PeerEncoding.All.Single(e => e.Row == row);
        return JudgeAsync(row, (sample, folder) => PixelMatrix.JudgeAsync(encoding, sample, folder));
    }

    [Theory]
    [MemberData(nameof(OwnRows))]
    public Task What_we_encode_is_read_by_peers_as_it_was(string row)
    {
        var encoding = OwnEncoding.All.Single(e => e.Row == row);
        return JudgeAsync(row, (sample, folder) => PixelMatrix.JudgeAsync(encoding, sample, folder));
    }

    async Task JudgeAsync(string row, Func<PixelSample, string, Task<PixelVerdict>> judge)
    {
        using var folder = new ScratchFolder();
        var verdicts = new List<PixelVerdict>();
        foreach (var sample in PixelSample.All) verdicts.Add(await judge(sample, folder));

        var wrong = PixelSample.All.Zip(verdicts).Where(v => v.Second.IsWrong).Select(v => $"{v.First.Name}: {v.Second.Words}");
        Assert.True(!wrong.Any(), $"{row}\n{string.Join('\n', wrong)}");
        Assert.Contains(verdicts, v => v.Words != PixelMatrix.NotByThePeer);
        table.Take(row, verdicts);
    }
}
