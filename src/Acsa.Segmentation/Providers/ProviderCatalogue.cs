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
            if (provider != InferenceProvider.Cpu) NodeShare.Record(options);
            Append(options, provider);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
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
                options.AppendExecutionProvider("WebGPU");
                break;
        }
    }
}
