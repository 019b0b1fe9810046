using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>Keeps a native object alive for one call, even if another thread disposes its owner meanwhile.</summary>
readonly ref struct Lease
{
    readonly SafeHandle? _owner;

    /// <exception cref="ObjectDisposedException">The owner is disposed.</exception>
    public Lease(SafeHandle? owner)
    {
        if (owner is null) return;
        var taken = false;
        owner.DangerousAddRef(ref taken);
        _owner = owner;
        Pointer = owner.DangerousGetHandle();
    }

    /// <summary>0 for no owner.</summary>
    public nint Pointer { get; }

    public void Dispose() => _owner?.DangerousRelease();
}
