namespace Acsa.OnnxRuntime;

/// <summary>Kind of a device.</summary>
public enum OrtHardwareDeviceType
{
    CPU = 0,
    GPU = 1,
    NPU = 2,
}
