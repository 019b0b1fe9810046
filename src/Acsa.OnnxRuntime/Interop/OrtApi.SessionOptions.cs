namespace Acsa.OnnxRuntime.Interop;

internal sealed unsafe partial class OrtApi
{
    public delegate* unmanaged<nint*, nint> CreateSessionOptions => (delegate* unmanaged<nint*, nint>)_table[10];
    public delegate* unmanaged<nint, void> ReleaseSessionOptions => (delegate* unmanaged<nint, void>)_table[100];
    public delegate* unmanaged<nint, void*, nint> SetOptimizedModelFilePath => (delegate* unmanaged<nint, void*, nint>)_table[11];
    public delegate* unmanaged<nint, ExecutionMode, nint> SetSessionExecutionMode =>
        (delegate* unmanaged<nint, ExecutionMode, nint>)_table[13];
    public delegate* unmanaged<nint, void*, nint> EnableProfiling => (delegate* unmanaged<nint, void*, nint>)_table[14];
    public delegate* unmanaged<nint, nint> DisableProfiling => (delegate* unmanaged<nint, nint>)_table[15];
    public delegate* unmanaged<nint, nint> EnableMemPattern => (delegate* unmanaged<nint, nint>)_table[16];
    public delegate* unmanaged<nint, nint> DisableMemPattern => (delegate* unmanaged<nint, nint>)_table[17];
    public delegate* unmanaged<nint, nint> EnableCpuMemArena => (delegate* unmanaged<nint, nint>)_table[18];
    public delegate* unmanaged<nint, nint> DisableCpuMemArena => (delegate* unmanaged<nint, nint>)_table[19];
    public delegate* unmanaged<nint, byte*, nint> SetSessionLogId => (delegate* unmanaged<nint, byte*, nint>)_table[20];
    public delegate* unmanaged<nint, int, nint> SetSessionLogVerbosityLevel => (delegate* unmanaged<nint, int, nint>)_table[21];
    public delegate* unmanaged<nint, int, nint> SetSessionLogSeverityLevel => (delegate* unmanaged<nint, int, nint>)_table[22];

    public delegate* unmanaged<nint, GraphOptimizationLevel, nint> SetSessionGraphOptimizationLevel =>
        (delegate* unmanaged<nint, GraphOptimizationLevel, nint>)_table[23];

    public delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads => (delegate* unmanaged<nint, int, nint>)_table[24];
    public delegate* unmanaged<nint, int, nint> SetInterOpNumThreads => (delegate* unmanaged<nint, int, nint>)_table[25];

    public delegate* unmanaged<nint, byte*, long, nint> AddFreeDimensionOverride =>
        (delegate* unmanaged<nint, byte*, long, nint>)_table[79];
    public delegate* unmanaged<nint, nint> DisablePerSessionThreads => (delegate* unmanaged<nint, nint>)_table[120];

    public delegate* unmanaged<nint, byte*, long, nint> AddFreeDimensionOverrideByName =>
        (delegate* unmanaged<nint, byte*, long, nint>)_table[124];

    public delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry =>
        (delegate* unmanaged<nint, byte*, byte*, nint>)_table[130];

    public delegate* unmanaged<nint, nint, nint> AppendTensorRtV2 => (delegate* unmanaged<nint, nint, nint>)_table[170];
    public delegate* unmanaged<nint*, nint> CreateTensorRtProviderOptions => (delegate* unmanaged<nint*, nint>)_table[171];

    public delegate* unmanaged<nint, byte**, byte**, nuint, nint> UpdateTensorRtProviderOptions =>
        (delegate* unmanaged<nint, byte**, byte**, nuint, nint>)_table[172];

    /// <summary>(options, allocator, out text)</summary>
    public delegate* unmanaged<nint, nint, nint*, nint> GetTensorRtProviderOptionsAsString =>
        (delegate* unmanaged<nint, nint, nint*, nint>)_table[173];

    public delegate* unmanaged<nint, void> ReleaseTensorRtProviderOptions => (delegate* unmanaged<nint, void>)_table[174];

    public delegate* unmanaged<nint, nint, nint> AppendCudaV2 => (delegate* unmanaged<nint, nint, nint>)_table[204];
    public delegate* unmanaged<nint*, nint> CreateCudaProviderOptions => (delegate* unmanaged<nint*, nint>)_table[205];

    public delegate* unmanaged<nint, byte**, byte**, nuint, nint> UpdateCudaProviderOptions =>
        (delegate* unmanaged<nint, byte**, byte**, nuint, nint>)_table[206];

    public delegate* unmanaged<nint, nint, nint*, nint> GetCudaProviderOptionsAsString =>
        (delegate* unmanaged<nint, nint, nint*, nint>)_table[207];

    public delegate* unmanaged<nint, void> ReleaseCudaProviderOptions => (delegate* unmanaged<nint, void>)_table[208];

    /// <summary>(options, provider name, keys, values, count)</summary>
    public delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint> AppendExecutionProvider =>
        (delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint>)_table[216];

    /// <summary>(options, env, devices, device count, keys, values, option count)</summary>
    public delegate* unmanaged<nint, nint, nint*, nuint, byte**, byte**, nuint, nint> AppendExecutionProviderV2 =>
        (delegate* unmanaged<nint, nint, nint*, nuint, byte**, byte**, nuint, nint>)_table[304];

    public delegate* unmanaged<nint, ExecutionProviderDevicePolicy, nint> SetEpSelectionPolicy =>
        (delegate* unmanaged<nint, ExecutionProviderDevicePolicy, nint>)_table[305];
}
