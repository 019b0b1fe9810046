namespace Acsa.Interop.Tests.PixelData;

public sealed class PixelMatrixTests
{
    public static TheoryData<string> Encodings => [.. PeerEncoding.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task What_a_peer_encodes_is_decoded_as_the_peer_decodes_it(string name)
    {
        var encoding = PeerEncoding.All.Single(e => e.Name == name);
        using var folder = new ScratchFolder();
        var verdicts = new List<(string Sample, PixelVerdict Verdict)>();
        foreach (var sample in PixelSample.All) verdicts.Add((sample.Name, await PixelMatrix.JudgeAsync(encoding, sample, folder)));

        var wrong = verdicts.Where(v => v.Verdict.IsWrong).Select(v => $"{v.Sample}: {v.Verdict.Words}");
        Assert.True(!wrong.Any(), $"{name}\n{string.Join('\n', wrong)}");
        Assert.Contains(verdicts, v => v.Verdict.Words != "–");
    }
}
