namespace Acsa.OnnxRuntime;

/// <summary>Kind of allocator.</summary>
public enum OrtAllocatorType
{
    DeviceAllocator = 0,
    ArenaAllocator = 1,
}
