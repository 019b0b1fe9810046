namespace Acsa.Phantom;

/// <summary>SplitMix64: the same numbers from the same seed on every platform and in every version of .NET.</summary>
internal sealed class PhantomRandom(ulong state)
{
    private ulong _state = state;

    /// <summary>An independent stream for part <paramref name="stream"/> of phantom <paramref name="index"/>.</summary>
    public static PhantomRandom For(ulong seed, int index, int stream)
    {
        var random = new PhantomRandom(seed);
        random._state ^= random.NextBits() + 0x9E3779B97F4A7C15UL * (ulong)(uint)(index + 1);
        random._state ^= random.NextBits() + 0xD1B54A32D192ED03UL * (ulong)(uint)(stream + 1);
        return random;
    }

    public ulong NextBits()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / 9007199254740992.0);

    /// <summary>Uniform in [from, to).</summary>
    public double Uniform(double from, double to) => from + (to - from) * NextUnit();

    /// <summary>Uniform whole number in [from, to].</summary>
    public int Whole(int from, int to) => from + (int)(NextUnit() * (to - from + 1));

    public bool Chance(double probability) => NextUnit() < probability;

    /// <summary>About normal, mean 0, standard deviation 1 (sum of twelve uniform numbers), within ±6.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += NextUnit();
        return sum;
    }

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Whole(0, choices.Length - 1)];
}
