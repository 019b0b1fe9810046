using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>Options of the CUDA execution provider; its provider libraries have to lie beside the native library.</summary>
public sealed unsafe class OrtCUDAProviderOptions : SafeHandle
{
    public OrtCUDAProviderOptions() : base(0, ownsHandle: true)
    {
        nint options;
        OrtApi.Instance.Check(OrtApi.Instance.CreateCudaProviderOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Sets options by name.</summary>
    public void UpdateOptions(Dictionary<string, string> providerOptions)
    {
        using var options = new Lease(this);
        using var pairs = new NativePairs(providerOptions);
        OrtApi.Instance.Check(OrtApi.Instance.UpdateCudaProviderOptions(options.Pointer, pairs.Keys, pairs.Values, pairs.Count));
    }

    /// <summary>All options, as <c>name=value;…</c>.</summary>
    public string GetOptions()
    {
        var api = OrtApi.Instance;
        using var options = new Lease(this);
        nint text;
        api.Check(api.GetCudaProviderOptionsAsString(options.Pointer, api.DefaultAllocator, &text));
        return api.TakeString(text) ?? "";
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseCudaProviderOptions(handle);
        return true;
    }
}
