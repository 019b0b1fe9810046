namespace Acsa.OnnxRuntime.Interop;

internal sealed unsafe partial class OrtApi
{
    public delegate* unmanaged<OrtLoggingLevel, byte*, nint*, nint> CreateEnv =>
        (delegate* unmanaged<OrtLoggingLevel, byte*, nint*, nint>)_table[3];

    /// <summary>(log function, its parameter, level, log id, out env)</summary>
    public delegate* unmanaged<nint, nint, OrtLoggingLevel, byte*, nint*, nint> CreateEnvWithCustomLogger =>
        (delegate* unmanaged<nint, nint, OrtLoggingLevel, byte*, nint*, nint>)_table[4];

    public delegate* unmanaged<nint, nint> EnableTelemetryEvents => (delegate* unmanaged<nint, nint>)_table[5];
    public delegate* unmanaged<nint, nint> DisableTelemetryEvents => (delegate* unmanaged<nint, nint>)_table[6];
    public delegate* unmanaged<nint, void> ReleaseEnv => (delegate* unmanaged<nint, void>)_table[92];
    public delegate* unmanaged<nint, int, nint> SetLanguageProjection => (delegate* unmanaged<nint, int, nint>)_table[145];

    public delegate* unmanaged<nint, OrtLoggingLevel, nint> UpdateEnvWithCustomLogLevel =>
        (delegate* unmanaged<nint, OrtLoggingLevel, nint>)_table[226];

    public delegate* unmanaged<byte***, int*, nint> GetAvailableProviders => (delegate* unmanaged<byte***, int*, nint>)_table[125];
    public delegate* unmanaged<byte**, int, nint> ReleaseAvailableProviders => (delegate* unmanaged<byte**, int, nint>)_table[126];

    public delegate* unmanaged<nint, byte*, void*, nint> RegisterExecutionProviderLibrary =>
        (delegate* unmanaged<nint, byte*, void*, nint>)_table[301];

    public delegate* unmanaged<nint, byte*, nint> UnregisterExecutionProviderLibrary => (delegate* unmanaged<nint, byte*, nint>)_table[302];

    /// <summary>(env, out devices, out count); the array belongs to the environment.</summary>
    public delegate* unmanaged<nint, nint**, nuint*, nint> GetEpDevices => (delegate* unmanaged<nint, nint**, nuint*, nint>)_table[303];

    public delegate* unmanaged<nint, OrtHardwareDeviceType> HardwareDeviceType =>
        (delegate* unmanaged<nint, OrtHardwareDeviceType>)_table[307];
    public delegate* unmanaged<nint, uint> HardwareDeviceVendorId => (delegate* unmanaged<nint, uint>)_table[308];
    public delegate* unmanaged<nint, nint> HardwareDeviceVendor => (delegate* unmanaged<nint, nint>)_table[309];
    public delegate* unmanaged<nint, uint> HardwareDeviceDeviceId => (delegate* unmanaged<nint, uint>)_table[310];
    public delegate* unmanaged<nint, nint> EpDeviceEpName => (delegate* unmanaged<nint, nint>)_table[312];
    public delegate* unmanaged<nint, nint> EpDeviceEpVendor => (delegate* unmanaged<nint, nint>)_table[313];
    public delegate* unmanaged<nint, nint> EpDeviceDevice => (delegate* unmanaged<nint, nint>)_table[316];
}
