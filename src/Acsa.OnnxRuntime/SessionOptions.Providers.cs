using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

// Execution providers take nodes in the order in which they are appended; what none takes runs on the CPU.
public sealed unsafe partial class SessionOptions
{
    /// <summary>Appends a provider by name, for example WebGPU; CUDA, TensorRT and DirectML have methods of their own.</summary>
    public void AppendExecutionProvider(string providerName, Dictionary<string, string>? providerOptions = null)
    {
        using var options = new Lease(this);
        using var name = NativeText.Utf8(providerName);
        using var pairs = new NativePairs(providerOptions);
        Api.Check(Api.AppendExecutionProvider(options.Pointer, name.Pointer, pairs.Keys, pairs.Values, pairs.Count));
    }

    /// <summary>Appends devices of one provider, as <see cref="OrtEnv.GetEpDevices"/> lists them.</summary>
    public void AppendExecutionProvider(OrtEnv env, IReadOnlyList<OrtEpDevice> epDevices, IReadOnlyDictionary<string, string> epOptions)
    {
        Api.Require(22, "execution provider devices");
        using var options = new Lease(this);
        using var environment = new Lease(env);
        using var pairs = new NativePairs(epOptions);
        var devices = epDevices.Select(device => device.Pointer).ToArray();
        fixed (nint* first = devices)
        {
            Api.Check(Api.AppendExecutionProviderV2(
                options.Pointer, environment.Pointer, first, (nuint)devices.Length, pairs.Keys, pairs.Values, pairs.Count));
        }
    }

    /// <summary>Appends the CPU; it is there without this too.</summary>
    public void AppendExecutionProvider_CPU(int useArena = 1) => AppendExported("CPU", useArena);

    /// <summary>Appends CUDA on a device.</summary>
    public void AppendExecutionProvider_CUDA(int deviceId = 0)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string> { ["device_id"] = Invariant(deviceId) });
        AppendExecutionProvider_CUDA(cuda);
    }

    public void AppendExecutionProvider_CUDA(OrtCUDAProviderOptions cudaProviderOptions)
    {
        using var options = new Lease(this);
        using var cuda = new Lease(cudaProviderOptions);
        Api.Check(Api.AppendCudaV2(options.Pointer, cuda.Pointer));
    }

    /// <summary>Appends TensorRT on a device.</summary>
    public void AppendExecutionProvider_Tensorrt(int deviceId = 0)
    {
        using var tensorRt = new OrtTensorRTProviderOptions();
        tensorRt.UpdateOptions(new Dictionary<string, string> { ["device_id"] = Invariant(deviceId) });
        AppendExecutionProvider_Tensorrt(tensorRt);
    }

    public void AppendExecutionProvider_Tensorrt(OrtTensorRTProviderOptions trtProviderOptions)
    {
        using var options = new Lease(this);
        using var tensorRt = new Lease(trtProviderOptions);
        Api.Check(Api.AppendTensorRtV2(options.Pointer, tensorRt.Pointer));
    }

    /// <summary>Appends DirectML on a device; Windows only.</summary>
    /// <exception cref="NotSupportedException">The library was built without DirectML.</exception>
    public void AppendExecutionProvider_DML(int deviceId = 0) => AppendExported("DML", deviceId);

    /// <summary>Lets ONNX Runtime choose devices by a rule; it may end on the CPU without a word.</summary>
    public void SetEpSelectionPolicy(ExecutionProviderDevicePolicy policy)
    {
        Api.Require(22, "execution provider selection");
        using var options = new Lease(this);
        Api.Check(Api.SetEpSelectionPolicy(options.Pointer, policy));
    }

    // These two are exports of the library, not slots of the table.
    void AppendExported(string provider, int argument)
    {
        if (!NativeLibrary.TryGetExport(Api.Library, $"OrtSessionOptionsAppendExecutionProvider_{provider}", out var export))
            throw new NotSupportedException($"ONNX Runtime at {Api.Path} was built without the execution provider {provider}.");
        using var options = new Lease(this);
        Api.Check(((delegate* unmanaged<nint, int, nint>)export)(options.Pointer, argument));
    }

    static string Invariant(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
