using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>Memory that ONNX Runtime hands out itself.</summary>
public sealed unsafe class OrtAllocator : SafeHandle
{
    static readonly Lazy<OrtAllocator> Default = new(() => new OrtAllocator(OrtApi.Instance.DefaultAllocator));

    readonly SafeHandle? _session;

    /// <summary>The allocator of a session for a kind of memory; it keeps the session alive.</summary>
    public OrtAllocator(InferenceSession session, OrtMemoryInfo memInfo) : base(0, ownsHandle: true)
    {
        using var owner = new Lease(session.Handle);
        using var info = new Lease(memInfo);
        nint allocator;
        OrtApi.Instance.Check(OrtApi.Instance.CreateAllocator(owner.Pointer, info.Pointer, &allocator));
        var taken = false;
        session.Handle.DangerousAddRef(ref taken);
        _session = session.Handle;
        SetHandle(allocator);
    }

    OrtAllocator(nint allocator) : base(allocator, ownsHandle: false) { }

    /// <summary>Ordinary memory of the CPU.</summary>
    public static OrtAllocator DefaultInstance => Default.Value;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseAllocator(handle);
        _session?.DangerousRelease();
        return true;
    }
}
