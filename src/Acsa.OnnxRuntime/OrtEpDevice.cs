using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>A device as one execution provider offers it; it belongs to the environment.</summary>
public sealed unsafe class OrtEpDevice
{
    internal OrtEpDevice(nint device)
    {
        var api = OrtApi.Instance;
        Pointer = device;
        EpName = Marshal.PtrToStringUTF8(api.EpDeviceEpName(device)) ?? "";
        EpVendor = Marshal.PtrToStringUTF8(api.EpDeviceEpVendor(device)) ?? "";
        HardwareDevice = new OrtHardwareDevice(api.EpDeviceDevice(device));
    }

    public string EpName { get; }
    public string EpVendor { get; }
    public OrtHardwareDevice HardwareDevice { get; }

    internal nint Pointer { get; }
}
