using System.Runtime.InteropServices;
using System.Text;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>Inputs and outputs bound once for many runs; bound values stay alive until they are cleared or replaced.</summary>
public sealed unsafe class OrtIoBinding : SafeHandle
{
    readonly SessionHandle _session;
    readonly Dictionary<string, ValueHandle> _inputs = new(StringComparer.Ordinal);
    readonly Dictionary<string, ValueHandle> _outputs = new(StringComparer.Ordinal);

    internal OrtIoBinding(InferenceSession session) : base(0, ownsHandle: true)
    {
        _session = session.Handle;
        using var owner = new Lease(_session);
        nint binding;
        Api.Check(Api.CreateIoBinding(owner.Pointer, &binding));
        var taken = false;
        _session.DangerousAddRef(ref taken);
        SetHandle(binding);
    }

    public override bool IsInvalid => handle == 0;

    public void BindInput(string name, OrtValue ortValue) => Bind(_inputs, name, ortValue, Api.BindInput);
    public void BindOutput(string name, OrtValue ortValue) => Bind(_outputs, name, ortValue, Api.BindOutput);

    /// <summary>Lets ONNX Runtime make the output itself, in memory of this kind.</summary>
    public void BindOutputToDevice(string name, OrtMemoryInfo memInfo)
    {
        using var binding = new Lease(this);
        using var text = NativeText.Utf8(name);
        using var info = new Lease(memInfo);
        Api.Check(Api.BindOutputToDevice(binding.Pointer, text.Pointer, info.Pointer));
        if (_outputs.Remove(name, out var former)) former.DangerousRelease();
    }

    public void SynchronizeBoundInputs() => Call(Api.SynchronizeBoundInputs);
    public void SynchronizeBoundOutputs() => Call(Api.SynchronizeBoundOutputs);

    public string[] GetOutputNames()
    {
        using var binding = new Lease(this);
        byte* text;
        nuint* lengths;
        nuint count;
        Api.Check(Api.GetBoundOutputNames(binding.Pointer, Api.DefaultAllocator, &text, &lengths, &count));
        if (count == 0) return [];
        var names = new string[checked((int)count)];
        var at = text;
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(at, checked((int)lengths[i]));
            at += lengths[i];
        }

        Api.Check(Api.AllocatorFree(Api.DefaultAllocator, (nint)text));
        Api.Check(Api.AllocatorFree(Api.DefaultAllocator, (nint)lengths));
        return names;
    }

    /// <summary>The outputs of the last run; the caller's to dispose.</summary>
    public IDisposableReadOnlyCollection<OrtValue> GetOutputValues()
    {
        using var binding = new Lease(this);
        nint* values;
        nuint count;
        Api.Check(Api.GetBoundOutputValues(binding.Pointer, Api.DefaultAllocator, &values, &count));
        var results = new DisposableList<OrtValue>(checked((int)count));
        for (nuint i = 0; i < count; i++) results.Add(new OrtValue(new ValueHandle(values[i])));
        if (values is not null) Api.Check(Api.AllocatorFree(Api.DefaultAllocator, (nint)values));
        return results;
    }

    public void ClearBoundInputs()
    {
        using var binding = new Lease(this);
        Api.ClearBoundInputs(binding.Pointer);
        Release(_inputs);
    }

    public void ClearBoundOutputs()
    {
        using var binding = new Lease(this);
        Api.ClearBoundOutputs(binding.Pointer);
        Release(_outputs);
    }

    protected override bool ReleaseHandle()
    {
        Api.ReleaseIoBinding(handle);
        Release(_inputs);
        Release(_outputs);
        _session.DangerousRelease();
        return true;
    }

    static OrtApi Api => OrtApi.Instance;

    void Bind(Dictionary<string, ValueHandle> bound, string name, OrtValue ortValue, delegate* unmanaged<nint, byte*, nint, nint> bind)
    {
        using var binding = new Lease(this);
        using var text = NativeText.Utf8(name);
        using var value = new Lease(ortValue.Handle);
        Api.Check(bind(binding.Pointer, text.Pointer, value.Pointer));
        var taken = false;
        ortValue.Handle.DangerousAddRef(ref taken);
        if (bound.Remove(name, out var former)) former.DangerousRelease();
        bound[name] = ortValue.Handle;
    }

    void Call(delegate* unmanaged<nint, nint> function)
    {
        using var binding = new Lease(this);
        Api.Check(function(binding.Pointer));
    }

    static void Release(Dictionary<string, ValueHandle> bound)
    {
        foreach (var value in bound.Values) value.DangerousRelease();
        bound.Clear();
    }
}
