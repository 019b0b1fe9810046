namespace Acsa.Fuzz;

/// <summary>Fails on purpose in every way that the harness must notice: its own test.</summary>
internal sealed class BrokenTarget : FuzzTarget
{
    public override string Name => "broken";

    public override int Weight => 1;

    /// <summary>All but the two that end the process.</summary>
    public override IEnumerable<byte[]> Seeds() => [[0], [1], [2], [3], [4], [5]];

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) => [(byte)random.Next(6)];

    public override object? Read(byte[] input)
    {
        switch (input[0])
        {
            case 1: return input[5];
            case 2: return new byte[Bounds.FreeAllocation + 4096];
            case 3:
                var end = Environment.CpuUsage.TotalTime + Bounds.FreeTime * 1.5;
                while (Environment.CpuUsage.TotalTime < end) Thread.SpinWait(1000);
                break;
            case 5: return Descend(input[0]);
            case 6: while (true) Thread.SpinWait(1000);
        }
        return input[0];
    }

    public override void Check(byte[] input, object? result, Exception? error)
    {
        if (input[0] == 4) throw new FindException("two ways differ");
    }

    public override bool IsDocumented(Exception error) => false;

    private static int Descend(int depth) => depth < 0 ? 0 : Descend(depth + 1) + Descend(depth + 2);
}
