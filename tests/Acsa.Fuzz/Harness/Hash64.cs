using System.Runtime.InteropServices;

namespace Acsa.Fuzz;

/// <summary>FNV-1a over eight bytes at a time: a hash that is the same in every process.</summary>
internal struct Hash64
{
    private const ulong Prime = 0x100000001B3;
    private ulong _value;

    public Hash64() => _value = 0xCBF29CE484222325;

    public readonly ulong Value => FuzzRandom.Mix(_value, 0);

    public static ulong Of(string text)
    {
        var hash = new Hash64();
        hash.Add(text);
        return hash.Value;
    }

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = new Hash64();
        hash.Add(bytes);
        return hash.Value;
    }

    public void Add(ulong value) => _value = (_value ^ value ^ value >> 29) * Prime + 1;

    public void Add(string text) => Add(MemoryMarshal.AsBytes(text.AsSpan()));

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) Add(word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) Add(rest);
    }
}
