using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>A processor that ONNX Runtime found in this machine.</summary>
public sealed unsafe class OrtHardwareDevice
{
    internal OrtHardwareDevice(nint device)
    {
        var api = OrtApi.Instance;
        Type = api.HardwareDeviceType(device);
        VendorId = api.HardwareDeviceVendorId(device);
        Vendor = Marshal.PtrToStringUTF8(api.HardwareDeviceVendor(device)) ?? "";
        DeviceId = api.HardwareDeviceDeviceId(device);
    }

    public OrtHardwareDeviceType Type { get; }

    /// <summary>PCI vendor id.</summary>
    public uint VendorId { get; }

    public string Vendor { get; }
    public uint DeviceId { get; }
}
