using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>Names of a session's inputs or outputs as UTF-8 in native memory, made once so that a run allocates none.</summary>
sealed unsafe class NameTable : SafeHandle
{
    readonly Dictionary<string, nint> _offsets = new(StringComparer.Ordinal);

    public NameTable(IReadOnlyList<string> names) : base(0, ownsHandle: true)
    {
        var encoded = names.Select(name => System.Text.Encoding.UTF8.GetBytes(name)).ToArray();
        // One byte more than needed, so that a model without inputs has a block too.
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)(encoded.Sum(bytes => (long)bytes.Length + 1) + 1)));
        nint offset = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            encoded[i].CopyTo(new Span<byte>((byte*)handle + offset, encoded[i].Length));
            _offsets[names[i]] = offset;
            offset += encoded[i].Length + 1;
        }
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Offset of a name in the block.</summary>
    public bool TryFind(string name, out nint offset) => _offsets.TryGetValue(name, out offset);

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
