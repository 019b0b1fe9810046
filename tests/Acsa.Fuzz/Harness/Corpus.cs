namespace Acsa.Fuzz;

/// <summary>The inputs of one target that are worth changing: its seeds, and those that showed an outcome not seen before.</summary>
internal sealed class Corpus
{
    /// <summary>Beyond this the oldest kept input makes room: memory of a worker, and time to come back to each.</summary>
    private const int MostKept = 1024;

    /// <summary>Longer inputs are run but not kept: what they show, shorter ones will.</summary>
    private const int LongestKept = 64 * 1024;

    private readonly List<byte[]> _seeds;
    private readonly List<byte[]> _kept = [];
    private readonly HashSet<ulong> _signatures = [];
    private int _nextSeed;
    private int _oldest;

    public Corpus(FuzzTarget target, string? folder)
    {
        _seeds = [.. target.Seeds(), .. SeedFiles.Of(Path.Combine(AppContext.BaseDirectory, "seeds", target.Name))];
        if (folder is not null) _seeds.AddRange(SeedFiles.Of(Path.Combine(folder, target.Name)));
        if (_seeds.Count == 0) throw new InvalidOperationException($"Target {target.Name} has no seeds.");
    }

    public int Signatures => _signatures.Count;

    public IReadOnlyList<byte[]> Kept => _kept;

    public IReadOnlyList<byte[]> Seeds => _seeds;

    /// <summary>The next input: each seed as it is, then changed ones.</summary>
    public byte[] Next(FuzzTarget target, FuzzRandom random)
    {
        if (_nextSeed < _seeds.Count) return _seeds[_nextSeed++];
        var input = Pick(random);
        var changes = 1 + random.Small(6);
        for (var i = 0; i < changes; i++)
        {
            input = target.Mutate(input, Pick(random), random);
            if (input.Length > Bounds.InputLength) input = input[..Bounds.InputLength];
        }
        return input;
    }

    /// <summary>Keeps an input whose outcome is new.</summary>
    public void Learn(byte[] input, Verdict verdict)
    {
        if (!_signatures.Add(verdict.Signature) || verdict.Find is not null || input.Length > LongestKept) return;
        if (_kept.Count < MostKept) _kept.Add(input);
        else _kept[_oldest++ % MostKept] = input;
    }

    private byte[] Pick(FuzzRandom random) => _kept.Count > 0 && random.OneIn(2) ? random.Pick(_kept) : random.Pick(_seeds);
}
