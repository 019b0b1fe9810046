namespace Acsa.Interop.Tests.PixelData;

/// <summary>What became of one sample in one encoding.</summary>
/// <param name="IsWrong">A peer's file that we do not decode, or not to what the peer decodes.</param>
internal sealed record PixelVerdict(string Words, bool IsWrong = false);

/// <summary>Has peers encode the samples, decodes what they made, and compares.</summary>
internal static class PixelMatrix
{
    public const string NotByThePeer = "–";

    public static async Task<PixelVerdict> JudgeAsync(OwnEncoding encoding, PixelSample sample, string folder)
    {
        var (encoded, decoded) = (Path.Combine(folder, "ours.dcm"), Path.Combine(folder, "back.dcm"));
        var original = sample.Create();
        try
        {
            await original.Clone(encoding.Syntax).SaveAsync(encoded);
        }
        catch (DicomCodecException)
        {
            return new("not defined");
        }

        var truth = PixelValues.Of(original.Dataset);
        if (PixelValues.Distance(PixelValues.Of(DicomFile.Open(encoded).Dataset), truth) != 0) return new("not what it was", IsWrong: true);
        if (!await RunAsync(encoding.Read, encoded, decoded)) return new(NotByThePeer);
        var read = DicomFile.Open(decoded).Dataset;
        if (PixelValues.Distance(PixelValues.Of(read), truth) == 0) return new("exact");
        return new("peer misreads", IsWrong: !encoding.IsMisread(sample));
    }

    public static async Task<PixelVerdict> JudgeAsync(PeerEncoding encoding, PixelSample sample, string folder)
    {
        var (source, encoded, decoded) =
            (Path.Combine(folder, "source.dcm"), Path.Combine(folder, "peer.dcm"), Path.Combine(folder, "back.dcm"));
        var original = sample.Create();
        await original.SaveAsync(source);
        if (!await RunAsync(encoding.Encode, source, encoded)) return new(NotByThePeer);

        var file = DicomFile.Open(encoded);
        if (file.Dataset.InternalTransferSyntax != encoding.Syntax) return new(NotByThePeer);
        int[] ours;
        try
        {
            ours = PixelValues.Of(file.Dataset);
        }
        catch (DicomException refusal)
        {
            if (Refusals.FirstOrDefault(r => refusal.Message.Contains(r.Phrase, StringComparison.Ordinal)).Words is { } known)
                return new(known);
            // What the peer cannot read back either is the peer's own mistake.
            return await RunAsync(encoding.Decode, encoded, decoded) ? new($"refused: {refusal.Message}", IsWrong: true)
                : new(NotByThePeer);
        }

        var truth = PixelValues.Of(original.Dataset);
        if (!encoding.Lossy && PixelValues.Distance(ours, truth) == 0) return new("exact");
        if (!await RunAsync(encoding.Decode, encoded, decoded)) return new("decoded; the peer cannot", IsWrong: !encoding.Lossy);
        var theirs = PixelValues.Of(DicomFile.Open(decoded).Dataset);
        return PixelValues.Distance(ours, theirs) switch
        {
            0 => new("= peer"),
            1 => new("± 1"),
            // Peers mislabel and misread some of their own files; the picture that went in then tells who is right.
            _ when IsFarNearer(ours, theirs, truth) => new("source (peer misreads)"),
            null => new("another size than the peer's", IsWrong: true),
            { } worst => new($"{worst} levels off the peer", IsWrong: true),
        };
    }

    /// <summary>What is refused by design, by words of its message.</summary>
    static readonly (string Phrase, string Words)[] Refusals =
    [
        ("12 bits with three components", "refused: 12-bit colour"),
        ("do not fit the 1 bits allocated", "refused: 1 bit"),
        ("outside what its", "refused: depth mislabelled"),
    ];

    static bool IsFarNearer(int[] ours, int[] theirs, int[] truth) =>
        ours.Length == truth.Length && (theirs.Length != truth.Length || 4 * MeanError(ours, truth) < MeanError(theirs, truth));

    static double MeanError(int[] picture, int[] truth) => picture.Zip(truth, (a, b) => Math.Abs((double)a - b)).Average();

    static async Task<bool> RunAsync(string[] command, string source, string target)
    {
        File.Delete(target);
        var (code, _) = await PeerProcess.RunAsync("/usr/bin/" + command[0], [.. command[1..], source, target]);
        return code == 0 && File.Exists(target);
    }
}
