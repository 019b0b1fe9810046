namespace Acsa.Segmentation;

/// <summary>What a model runs on: the value of <c>inference.provider</c>.</summary>
public enum InferenceProvider
{
    /// <summary>The fastest that works here.</summary>
    Auto,

    /// <summary>NVIDIA's CUDA; its provider libraries have to lie beside ONNX Runtime's.</summary>
    Cuda,

    /// <summary>WebGPU: Vulkan on Linux, Direct3D 12 on Windows.</summary>
    WebGpu,

    /// <summary>DirectML, on Windows.</summary>
    DirectMl,

    /// <summary>The processor.</summary>
    Cpu,
}
