using Acsa.DicomScp;

namespace Acsa.EndToEnd.Tests;

public sealed class RealFilesTests
{
    static string[] Files => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "dicom-us"), "*.dcm").Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Every_real_file_is_kept_byte_for_byte_and_none_stops_the_node(int associations)
    {
        using var folder = new ScratchFolder();
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));
        await using var node = new NodeProcess(folder.Folder("node"), 0.5);
        await node.StartAsync();
        await Parallel.ForEachAsync(Files, new ParallelOptions { MaxDegreeOfParallelism = associations }, async (file, _) => await node.SendAsync(file));

        // DCMTK's own receiver, told to keep what it gets bit for bit, says what its sender sent.
        foreach (var file in Files) await NodeProcess.StoreAsync(file, StoreScp.AeTitle, scp.Port);
        var kept = Directory.GetFiles(node.Spool, "*.dcm", SearchOption.AllDirectories);
        Assert.Equal(DataSets(scp.Files()), DataSets(kept));

        await Until.TrueAsync(
            async () => (await node.StatusAsync())["studies"]!.AsObject().All(state => state.Key is "analysed" or "failed"), TimeSpan.FromMinutes(3), "all studies analysed or failed", () => node.Output);
        foreach (var study in (await node.StatusAsync())["recent"]!.AsArray())
            Assert.True(study!["outcome"] is not null || study["reasons"]!.AsArray().Count > 0, study.ToJsonString());
    }

    static List<string> DataSets(IEnumerable<string> files) => [.. files.Select(DataSet).Order(StringComparer.Ordinal)];

    static string DataSet(string file)
    {
        Assert.True(Part10Header.TryRead(file, out _, out var offset), file);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file).AsSpan((int)offset)));
    }
}
