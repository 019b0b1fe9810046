using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>Keys and values as two arrays of UTF-8 strings, for one call.</summary>
sealed unsafe class NativePairs : IDisposable
{
    readonly nint[] _keys;
    readonly nint[] _values;
    GCHandle _keysPin;
    GCHandle _valuesPin;

    public NativePairs(IEnumerable<KeyValuePair<string, string>>? pairs)
    {
        var list = pairs?.ToArray() ?? [];
        _keys = Array.ConvertAll(list, pair => Marshal.StringToCoTaskMemUTF8(pair.Key));
        _values = Array.ConvertAll(list, pair => Marshal.StringToCoTaskMemUTF8(pair.Value));
        _keysPin = GCHandle.Alloc(_keys, GCHandleType.Pinned);
        _valuesPin = GCHandle.Alloc(_values, GCHandleType.Pinned);
    }

    public byte** Keys => (byte**)_keysPin.AddrOfPinnedObject();
    public byte** Values => (byte**)_valuesPin.AddrOfPinnedObject();
    public nuint Count => (nuint)_keys.Length;

    public void Dispose()
    {
        _keysPin.Free();
        _valuesPin.Free();
        foreach (var text in _keys) Marshal.FreeCoTaskMem(text);
        foreach (var text in _values) Marshal.FreeCoTaskMem(text);
    }
}
