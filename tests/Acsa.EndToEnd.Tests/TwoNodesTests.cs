using Xunit.Abstractions;

namespace Acsa.EndToEnd.Tests;

public sealed class TwoNodesTests(ITestOutputHelper output)
{
    const int Images = 6;

    [Fact]
    public async Task Of_two_nodes_on_one_ledger_one_is_killed_and_the_other_ends_its_work_with_nothing_lost_and_nothing_twice()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}: one of two nodes is killed");
        var random = new Random(seed);
        using var folder = new ScratchFolder();
        await using var server = await PostgreSql.StartAsync();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        var address = server.AddressOf(await server.CreateDatabaseAsync());
        await using var first = Node("node-1");
        await using var second = Node("node-2");
        await Task.WhenAll(first.StartAsync(), second.StartAsync());

        var images = Phantoms.Write(folder.Folder("images"), Images, Phantoms.OutlinedSeed);
        for (var i = 0; i < Images; i++) await (i % 2 == 0 ? first : second).SendAsync(images[i]);
        await Task.Delay(random.Next(0, 3000));
        await first.KillAsync(); // What it held is free when its leases have run out.
        await second.UntilAsync("delivered", Images, TimeSpan.FromMinutes(5));

        Assert.Equal(Images, (await second.StatusAsync())["instances"]!.GetValue<int>());
        Assert.Equal(Images, (await orthanc.IdsAsync("studies")).Length);
        var expected = images.Sum(image => 2 + FramesOf(image)); // SEG, SR, and a secondary capture for each analysed frame.
        Assert.Equal(expected, (await orthanc.IdsAsync("instances")).Length);

        await first.StartAsync(); // Back under its own name.
        await first.SendAsync(images[0]);
        Assert.Equal(Images, (await first.StatusAsync())["instances"]!.GetValue<int>());

        NodeProcess Node(string name) => new(folder.Folder(name), 0.2, (folder.File("data"), address, name),
            ("pacs", Orthanc.AeTitle, orthanc.Port));
    }

    [Fact]
    public async Task A_node_whose_data_folder_is_not_that_of_the_others_does_not_start()
    {
        using var folder = new ScratchFolder();
        await using var server = await PostgreSql.StartAsync();
        var address = server.AddressOf(await server.CreateDatabaseAsync());
        await using var first = new NodeProcess(folder.Folder("1"), 0.2, (folder.File("data"), address, "node-1"));
        await first.StartAsync();
        await using var stranger = new NodeProcess(folder.Folder("2"), 0.2, (folder.File("elsewhere"), address, "node-2"));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(stranger.StartAsync);
        Assert.Contains("has to be the one folder that all nodes of the ledger share", error.Message, StringComparison.Ordinal);
        await using var namesake = new NodeProcess(folder.Folder("3"), 0.2, (folder.File("data"), address, "node-1"));
        error = await Assert.ThrowsAsync<InvalidOperationException>(namesake.StartAsync);
        Assert.Contains("another running node named node-1", error.Message, StringComparison.Ordinal);
    }

    static int FramesOf(string image) => Math.Min(DicomFile.Open(image).Dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1),
        Acquisition.FrameChooser.DefaultFramesPerClip);
}
