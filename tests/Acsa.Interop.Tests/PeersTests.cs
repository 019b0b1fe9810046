namespace Acsa.Interop.Tests;

public sealed class PeersTests
{
    [Fact]
    public async Task Peers_start_take_an_instance_from_each_other_and_stop()
    {
        using var folder = new ScratchFolder();
        await using var orthanc = await Orthanc.StartAsync(folder.Folder("orthanc"));
        await using var scp = await StoreScp.StartAsync(folder.Folder("scp"));

        var file = Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", "OBXXXX1A.dcm");
        await PeerProcess.MustRunAsync("/usr/bin/storescu", "-aec", StoreScp.AeTitle, "127.0.0.1", $"{scp.Port}", file);
        await PeerProcess.MustRunAsync("/usr/bin/storescu", "-aec", Orthanc.AeTitle, "127.0.0.1", $"{orthanc.Port}", file);

        Assert.Single(scp.Files());
        Assert.Single(await orthanc.IdsAsync("instances"));
    }
}
