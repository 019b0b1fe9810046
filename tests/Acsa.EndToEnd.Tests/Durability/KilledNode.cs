namespace Acsa.EndToEnd.Tests.Durability;

/// <summary>A node that is killed again and again, some time after it listens or while it starts.</summary>
internal sealed class KilledNode(NodeProcess node, Orthanc archive, int seed)
{
    // A study is parked after 10 attempts in a row that ended with the process, an instance left out after 8: every fourth life lasts
    // until it has brought something to the archive, or has had the time for it.
    const int LivesWithoutFruit = 3;
    static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(20);
    const int ShortLifeMilliseconds = 2000;

    readonly Random _random = new(seed);
    int _lives;

    /// <summary>Kills while it started, and after it listened.</summary>
    public (int Starting, int Listening) Kills { get; private set; }

    /// <summary>One life: started, left for a random time, killed by SIGKILL.</summary>
    public async Task LiveAndDieAsync()
    {
        if (++_lives % (LivesWithoutFruit + 1) == LivesWithoutFruit)
        {
            node.Launch();
            await Task.Delay(_random.Next(0, ShortLifeMilliseconds));
            await node.KillAsync();
            Kills = Kills with { Starting = Kills.Starting + 1 };
            return;
        }

        await node.StartAsync();
        if (_lives % (LivesWithoutFruit + 1) == 0) await BearFruitAsync();
        await Task.Delay(_random.Next(0, ShortLifeMilliseconds));
        await node.KillAsync();
        Kills = Kills with { Listening = Kills.Listening + 1 };
    }

    async Task BearFruitAsync()
    {
        var (before, watch) = (await archive.CountInstancesAsync(), System.Diagnostics.Stopwatch.StartNew());
        while (await archive.CountInstancesAsync() == before && watch.Elapsed < LongestLife) await Task.Delay(50);
    }
}
