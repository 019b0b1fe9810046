using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>Where a tensor's memory lies.</summary>
public sealed unsafe class OrtMemoryInfo : SafeHandle
{
    static readonly Lazy<OrtMemoryInfo> Default = new(() =>
    {
        nint info;
        Api.Check(Api.CreateCpuMemoryInfo(OrtAllocatorType.DeviceAllocator, OrtMemType.Default, &info));
        return new OrtMemoryInfo(info, ownsHandle: false);
    });

    /// <param name="name">Name of an allocator, for example Cpu or Cuda.</param>
    /// <param name="id">Device number.</param>
    public OrtMemoryInfo(string name, OrtAllocatorType allocatorType, int id, OrtMemType memType) : base(0, ownsHandle: true)
    {
        using var text = NativeText.Utf8(name);
        nint info;
        Api.Check(Api.CreateMemoryInfo(text.Pointer, allocatorType, id, memType, &info));
        SetHandle(info);
    }

    internal OrtMemoryInfo(nint info, bool ownsHandle) : base(info, ownsHandle) { }

    /// <summary>Ordinary memory of the CPU.</summary>
    public static OrtMemoryInfo DefaultInstance => Default.Value;

    public override bool IsInvalid => handle == 0;

    public string Name
    {
        get
        {
            using var info = new Lease(this);
            nint name;
            Api.Check(Api.MemoryInfoGetName(info.Pointer, &name));
            return Marshal.PtrToStringUTF8(name) ?? "";
        }
    }

    public int Id
    {
        get
        {
            using var info = new Lease(this);
            int id;
            Api.Check(Api.MemoryInfoGetId(info.Pointer, &id));
            return id;
        }
    }

    public OrtMemType GetMemoryType()
    {
        using var info = new Lease(this);
        OrtMemType type;
        Api.Check(Api.MemoryInfoGetMemType(info.Pointer, &type));
        return type;
    }

    public OrtAllocatorType GetAllocatorType()
    {
        using var info = new Lease(this);
        OrtAllocatorType type;
        Api.Check(Api.MemoryInfoGetType(info.Pointer, &type));
        return type;
    }

    protected override bool ReleaseHandle()
    {
        Api.ReleaseMemoryInfo(handle);
        return true;
    }

    static OrtApi Api => OrtApi.Instance;
}
