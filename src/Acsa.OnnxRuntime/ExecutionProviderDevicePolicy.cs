namespace Acsa.OnnxRuntime;

/// <summary>Which devices ONNX Runtime chooses by itself.</summary>
public enum ExecutionProviderDevicePolicy
{
    DEFAULT,
    PREFER_CPU,
    PREFER_NPU,
    PREFER_GPU,
    MAX_PERFORMANCE,
    MAX_EFFICIENCY,
    MIN_OVERALL_POWER,
}
