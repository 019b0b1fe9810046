using System.Buffers;
using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>An OrtValue*, and the pinned memory under it, which stays pinned until no call uses the value any more.</summary>
sealed unsafe class ValueHandle : SafeHandle
{
    MemoryHandle _memory;

    public ValueHandle(nint value, MemoryHandle memory = default) : base(value, ownsHandle: true) => _memory = memory;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseValue(handle);
        _memory.Dispose();
        return true;
    }
}
