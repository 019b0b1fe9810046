using Acsa.OnnxRuntime.Tensors;

namespace Acsa.OnnxRuntime.Interop;

internal sealed unsafe partial class OrtApi
{
    /// <summary>(allocator, shape, rank, type, out value)</summary>
    public delegate* unmanaged<nint, long*, nuint, TensorElementType, nint*, nint> CreateTensorAsOrtValue =>
        (delegate* unmanaged<nint, long*, nuint, TensorElementType, nint*, nint>)_table[48];

    /// <summary>(memory info, data, bytes, shape, rank, type, out value)</summary>
    public delegate* unmanaged<nint, void*, nuint, long*, nuint, TensorElementType, nint*, nint> CreateTensorWithDataAsOrtValue =>
        (delegate* unmanaged<nint, void*, nuint, long*, nuint, TensorElementType, nint*, nint>)_table[49];

    public delegate* unmanaged<nint, int*, nint> IsTensor => (delegate* unmanaged<nint, int*, nint>)_table[50];
    public delegate* unmanaged<nint, void**, nint> GetTensorMutableData => (delegate* unmanaged<nint, void**, nint>)_table[51];
    public delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape => (delegate* unmanaged<nint, nint*, nint>)_table[65];
    public delegate* unmanaged<nint, OnnxValueType*, nint> GetValueType => (delegate* unmanaged<nint, OnnxValueType*, nint>)_table[67];
    public delegate* unmanaged<nint, nint*, nint> GetTensorMemoryInfo => (delegate* unmanaged<nint, nint*, nint>)_table[194];
    public delegate* unmanaged<nint, void> ReleaseValue => (delegate* unmanaged<nint, void>)_table[96];

    /// <summary>(type info, out tensor info); the tensor info is part of the type info and not released.</summary>
    public delegate* unmanaged<nint, nint*, nint> CastTypeInfoToTensorInfo => (delegate* unmanaged<nint, nint*, nint>)_table[55];

    public delegate* unmanaged<nint, OnnxValueType*, nint> GetOnnxTypeFromTypeInfo =>
        (delegate* unmanaged<nint, OnnxValueType*, nint>)_table[56];
    public delegate* unmanaged<nint, TensorElementType*, nint> GetTensorElementType =>
        (delegate* unmanaged<nint, TensorElementType*, nint>)_table[60];
    public delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount => (delegate* unmanaged<nint, nuint*, nint>)_table[61];
    public delegate* unmanaged<nint, long*, nuint, nint> GetDimensions => (delegate* unmanaged<nint, long*, nuint, nint>)_table[62];
    public delegate* unmanaged<nint, nint*, nuint, nint> GetSymbolicDimensions => (delegate* unmanaged<nint, nint*, nuint, nint>)_table[63];
    public delegate* unmanaged<nint, nuint*, nint> GetTensorShapeElementCount => (delegate* unmanaged<nint, nuint*, nint>)_table[64];
    public delegate* unmanaged<nint, void> ReleaseTypeInfo => (delegate* unmanaged<nint, void>)_table[98];
    public delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo => (delegate* unmanaged<nint, void>)_table[99];

    /// <summary>(name, allocator type, id, memory type, out info)</summary>
    public delegate* unmanaged<byte*, OrtAllocatorType, int, OrtMemType, nint*, nint> CreateMemoryInfo =>
        (delegate* unmanaged<byte*, OrtAllocatorType, int, OrtMemType, nint*, nint>)_table[68];

    public delegate* unmanaged<OrtAllocatorType, OrtMemType, nint*, nint> CreateCpuMemoryInfo =>
        (delegate* unmanaged<OrtAllocatorType, OrtMemType, nint*, nint>)_table[69];

    public delegate* unmanaged<nint, nint*, nint> MemoryInfoGetName => (delegate* unmanaged<nint, nint*, nint>)_table[71];
    public delegate* unmanaged<nint, int*, nint> MemoryInfoGetId => (delegate* unmanaged<nint, int*, nint>)_table[72];
    public delegate* unmanaged<nint, OrtMemType*, nint> MemoryInfoGetMemType => (delegate* unmanaged<nint, OrtMemType*, nint>)_table[73];
    public delegate* unmanaged<nint, OrtAllocatorType*, nint> MemoryInfoGetType =>
        (delegate* unmanaged<nint, OrtAllocatorType*, nint>)_table[74];
    public delegate* unmanaged<nint, void> ReleaseMemoryInfo => (delegate* unmanaged<nint, void>)_table[94];

    public delegate* unmanaged<nint, nint, nint> AllocatorFree => (delegate* unmanaged<nint, nint, nint>)_table[76];
    public delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions => (delegate* unmanaged<nint*, nint>)_table[78];

    /// <summary>(session, memory info, out allocator)</summary>
    public delegate* unmanaged<nint, nint, nint*, nint> CreateAllocator => (delegate* unmanaged<nint, nint, nint*, nint>)_table[131];

    public delegate* unmanaged<nint, void> ReleaseAllocator => (delegate* unmanaged<nint, void>)_table[132];

    public delegate* unmanaged<nint, nint, nint, nint> RunWithBinding => (delegate* unmanaged<nint, nint, nint, nint>)_table[133];
    public delegate* unmanaged<nint, nint*, nint> CreateIoBinding => (delegate* unmanaged<nint, nint*, nint>)_table[134];
    public delegate* unmanaged<nint, void> ReleaseIoBinding => (delegate* unmanaged<nint, void>)_table[135];
    public delegate* unmanaged<nint, byte*, nint, nint> BindInput => (delegate* unmanaged<nint, byte*, nint, nint>)_table[136];
    public delegate* unmanaged<nint, byte*, nint, nint> BindOutput => (delegate* unmanaged<nint, byte*, nint, nint>)_table[137];
    public delegate* unmanaged<nint, byte*, nint, nint> BindOutputToDevice => (delegate* unmanaged<nint, byte*, nint, nint>)_table[138];

    /// <summary>(binding, allocator, out names in one block without terminators, out lengths, out count)</summary>
    public delegate* unmanaged<nint, nint, byte**, nuint**, nuint*, nint> GetBoundOutputNames =>
        (delegate* unmanaged<nint, nint, byte**, nuint**, nuint*, nint>)_table[139];

    /// <summary>(binding, allocator, out values, out count); each value is the caller's, the array is freed with the allocator.</summary>
    public delegate* unmanaged<nint, nint, nint**, nuint*, nint> GetBoundOutputValues =>
        (delegate* unmanaged<nint, nint, nint**, nuint*, nint>)_table[140];

    public delegate* unmanaged<nint, void> ClearBoundInputs => (delegate* unmanaged<nint, void>)_table[141];
    public delegate* unmanaged<nint, void> ClearBoundOutputs => (delegate* unmanaged<nint, void>)_table[142];
    public delegate* unmanaged<nint, nint> SynchronizeBoundInputs => (delegate* unmanaged<nint, nint>)_table[202];
    public delegate* unmanaged<nint, nint> SynchronizeBoundOutputs => (delegate* unmanaged<nint, nint>)_table[203];
}
