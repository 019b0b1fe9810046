namespace Acsa.OnnxRuntime;

/// <summary>Whether independent nodes may run side by side.</summary>
public enum ExecutionMode
{
    ORT_SEQUENTIAL = 0,
    ORT_PARALLEL = 1,
}
