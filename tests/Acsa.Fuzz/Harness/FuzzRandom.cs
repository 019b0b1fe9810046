namespace Acsa.Fuzz;

/// <summary>SplitMix64: the same numbers from the same seed under every runtime, which <see cref="Random"/> does not promise.</summary>
internal sealed class FuzzRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextUInt64()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    /// <summary>A number below <paramref name="limit"/>, which is at least 1.</summary>
    public int Next(int limit) => (int)(NextUInt64() % (uint)limit);

    public int Next(int from, int limit) => from + Next(limit - from);

    public byte NextByte() => (byte)NextUInt64();

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool OneIn(int times) => Next(times) == 0;

    public T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = NextByte();
        return bytes;
    }

    /// <summary>Mostly small, seldom near <paramref name="limit"/>: lengths and counts.</summary>
    public int Small(int limit) => Next(1 + Next(1 + Next(Math.Max(1, limit))));

    /// <summary>A number at which lengths, sizes and counters break.</summary>
    public uint Interesting() => Next(12) switch
    {
        0 => 0,
        1 => 1,
        2 => 0xFFFFFFFF,
        3 => 0xFFFFFFFE,
        4 => 0x7FFFFFFF,
        5 => 0x80000000,
        6 => 0xFFFF,
        7 => 0x7FFF + (uint)Next(3),
        8 => 1u << Next(32),
        9 => (1u << Next(32)) - 1,
        10 => (uint)Next(256),
        _ => (uint)NextUInt64(),
    };

    public static ulong Mix(ulong a, ulong b) => new FuzzRandom(a * 0x9E3779B97F4A7C15 ^ b).NextUInt64();
}
