using Xunit.Abstractions;

namespace Acsa.EndToEnd.Tests;

public sealed class KillTests(ITestOutputHelper output)
{
    const int Kills = 10;

    [Fact]
    public async Task Killed_at_random_between_success_and_delivery_the_node_loses_nothing_and_sends_nothing_twice()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}: the node is killed {Kills} times");
        var random = new Random(seed);
        using var folder = new ScratchFolder();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        await using var node = new NodeProcess(folder.Folder("node"), 0.2, ("pacs", Orthanc.AeTitle, orthanc.Port));
        var images = Phantoms.Write(folder.Folder("images"), Kills, (ulong)(uint)seed);

        for (var kill = 0; kill < Kills; kill++)
        {
            await node.StartAsync();
            await node.SendAsync(images[kill]); // Returns after Success: from here on the node answers for it.
            await Task.Delay(random.Next(0, 3000));
            await node.KillAsync();
        }

        await node.StartAsync();
        await node.UntilAsync("delivered", Kills, TimeSpan.FromMinutes(5));

        var status = await node.StatusAsync();
        Assert.Equal(Kills, status["instances"]!.GetValue<int>());
        var studies = await orthanc.IdsAsync("studies");
        Assert.Equal(Kills, studies.Length);
        var expected = images.Sum(image => 2 + FramesOf(image)); // SEG, SR, and a secondary capture for each analysed frame.
        Assert.Equal(expected, (await orthanc.IdsAsync("instances")).Length);
        output.WriteLine($"seed {seed}: {Kills} kills, {expected} results expected, {expected} in the archive");
    }

    static int FramesOf(string image) => Math.Min(DicomFile.Open(image).Dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1),
        Acquisition.FrameChooser.DefaultFramesPerClip);
}
