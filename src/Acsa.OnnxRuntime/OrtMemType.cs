namespace Acsa.OnnxRuntime;

/// <summary>What memory is for, seen from an execution provider.</summary>
public enum OrtMemType
{
    CpuInput = -2,
    CpuOutput = -1,
    Cpu = CpuOutput,
    Default = 0,
}
