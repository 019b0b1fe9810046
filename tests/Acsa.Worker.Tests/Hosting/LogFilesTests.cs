using Acsa.Worker.Hosting;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Hosting;

public sealed class LogFilesTests
{
    [Fact]
    public void A_day_and_a_full_file_begin_a_new_one_and_the_oldest_go()
    {
        using var folder = new TempFolder();
        var time = new ManualTime();
        using (var log = new LogFiles(folder["logs"], time, maximumBytes: 20, kept: 3))
        {
            log.WriteLine("first line of a day");
            log.WriteLine("second");
            time.Advance(TimeSpan.FromHours(13));
            log.Write("next day, ");
            log.Write('x');
            log.WriteLine();
            log.WriteLine("a line that fills it");
            log.WriteLine("and the next");
        }

        Assert.Equal(["acsa-20261120.2.log", "acsa-20261121.2.log", "acsa-20261121.log"],
            Directory.GetFiles(folder["logs"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["second"], File.ReadAllLines(Path.Combine(folder["logs"], "acsa-20261120.2.log")));
        Assert.Equal(["next day, x", "a line that fills it"], File.ReadAllLines(Path.Combine(folder["logs"], "acsa-20261121.log")));
        Assert.Equal(["and the next"], File.ReadAllLines(Path.Combine(folder["logs"], "acsa-20261121.2.log")));
    }

    [Fact]
    public async Task Lines_that_find_no_room_are_lost_and_later_ones_are_not()
    {
        await using var disk = await SmallDisk.MountAsync(1);
        using var log = new LogFiles(disk.Path, TimeProvider.System);
        log.WriteLine("before");
        disk.FillTo(0);
        for (var line = 0; line < 1000; line++) log.WriteLine(new string('x', 1000));
        disk.Empty();
        log.WriteLine("after");
        var written = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(disk.Path, "*.log")));
        Assert.Contains("before", written, StringComparison.Ordinal);
        Assert.EndsWith("after" + Environment.NewLine, written, StringComparison.Ordinal);
    }
}
