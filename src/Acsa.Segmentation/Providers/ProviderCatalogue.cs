using System.Runtime.InteropServices;

namespace Acsa.Segmentation;

/// <summary>What ONNX Runtime calls each provider, and the session options it needs.</summary>
static class ProviderCatalogue
{
    public static string OrtName(InferenceProvider provider) => provider switch
    {
        InferenceProvider.Cuda => "CUDAExecutionProvider",
        InferenceProvider.WebGpu => "WebGpuExecutionProvider",
        InferenceProvider.DirectMl => "DmlExecutionProvider",
        _ => "CPUExecutionProvider",
    };

    /// <exception cref="OnnxRuntimeException">The provider is not there, or finds no device.</exception>
    /// <exception cref="NotSupportedException">This build of ONNX Runtime does not know the provider.</exception>
    public static SessionOptions CreateOptions(InferenceProvider provider, SegmenterOptions segmenter)
    {
        var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = segmenter.Threads,
            InterOpNumThreads = 1,
            // The arena would keep what one large image needed for as long as the node runs.
            EnableCpuMemArena = false,
            // DirectML needs it off; for the others it saves nothing where one image is run at a time.
            EnableMemoryPattern = provider == InferenceProvider.Cpu,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            // Idle threads that spin would take the processor from receiving and sending.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            Append(options, provider);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    // Asked first, because the WebGPU library would print its own warning to standard error.
    static void RequireVulkan()
    {
        if (OperatingSystem.IsLinux() && !NativeLibrary.TryLoad("libvulkan.so.1", out _))
            throw new NotSupportedException("the Vulkan loader, libvulkan.so.1, is not installed");
    }

    static void Append(SessionOptions options, InferenceProvider provider)
    {
        switch (provider)
        {
            case InferenceProvider.Cuda:
                options.AppendExecutionProvider_CUDA();
                break;
            case InferenceProvider.DirectMl:
                options.AppendExecutionProvider_DML();
                break;
            case InferenceProvider.WebGpu:
                RequireVulkan();
                options.AppendExecutionProvider("WebGPU");
                break;
        }
    }
}
