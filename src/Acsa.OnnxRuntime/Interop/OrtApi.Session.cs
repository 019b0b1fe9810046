namespace Acsa.OnnxRuntime.Interop;

internal sealed unsafe partial class OrtApi
{
    /// <summary>(env, path, options, out session)</summary>
    public delegate* unmanaged<nint, void*, nint, nint*, nint> CreateSession =>
        (delegate* unmanaged<nint, void*, nint, nint*, nint>)_table[7];

    /// <summary>(env, model bytes, count, options, out session)</summary>
    public delegate* unmanaged<nint, void*, nuint, nint, nint*, nint> CreateSessionFromArray =>
        (delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)_table[8];

    public delegate* unmanaged<nint, void> ReleaseSession => (delegate* unmanaged<nint, void>)_table[95];

    /// <summary>(session, run options or 0, input names, input values, input count, output names, output count, output values)</summary>
    public delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint> Run =>
        (delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)_table[9];

    public delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount => (delegate* unmanaged<nint, nuint*, nint>)_table[30];
    public delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount => (delegate* unmanaged<nint, nuint*, nint>)_table[31];
    public delegate* unmanaged<nint, nuint, nint*, nint> SessionGetInputTypeInfo =>
        (delegate* unmanaged<nint, nuint, nint*, nint>)_table[33];
    public delegate* unmanaged<nint, nuint, nint*, nint> SessionGetOutputTypeInfo =>
        (delegate* unmanaged<nint, nuint, nint*, nint>)_table[34];

    /// <summary>(session, index, allocator, out name)</summary>
    public delegate* unmanaged<nint, nuint, nint, nint*, nint> SessionGetInputName =>
        (delegate* unmanaged<nint, nuint, nint, nint*, nint>)_table[36];

    public delegate* unmanaged<nint, nuint, nint, nint*, nint> SessionGetOutputName =>
        (delegate* unmanaged<nint, nuint, nint, nint*, nint>)_table[37];
    public delegate* unmanaged<nint, nint, nint*, nint> SessionEndProfiling => (delegate* unmanaged<nint, nint, nint*, nint>)_table[110];

    public delegate* unmanaged<nint*, nint> CreateRunOptions => (delegate* unmanaged<nint*, nint>)_table[39];
    public delegate* unmanaged<nint, int, nint> RunOptionsSetRunLogVerbosityLevel => (delegate* unmanaged<nint, int, nint>)_table[40];
    public delegate* unmanaged<nint, int, nint> RunOptionsSetRunLogSeverityLevel => (delegate* unmanaged<nint, int, nint>)_table[41];
    public delegate* unmanaged<nint, byte*, nint> RunOptionsSetRunTag => (delegate* unmanaged<nint, byte*, nint>)_table[42];
    public delegate* unmanaged<nint, nint> RunOptionsSetTerminate => (delegate* unmanaged<nint, nint>)_table[46];
    public delegate* unmanaged<nint, nint> RunOptionsUnsetTerminate => (delegate* unmanaged<nint, nint>)_table[47];
    public delegate* unmanaged<nint, void> ReleaseRunOptions => (delegate* unmanaged<nint, void>)_table[97];
    public delegate* unmanaged<nint, byte*, byte*, nint> AddRunConfigEntry => (delegate* unmanaged<nint, byte*, byte*, nint>)_table[165];

    public delegate* unmanaged<nint, nint*, nint> SessionGetModelMetadata => (delegate* unmanaged<nint, nint*, nint>)_table[111];
    public delegate* unmanaged<nint, nint, nint*, nint> ModelMetadataGetProducerName =>
        (delegate* unmanaged<nint, nint, nint*, nint>)_table[112];
    public delegate* unmanaged<nint, nint, nint*, nint> ModelMetadataGetGraphName =>
        (delegate* unmanaged<nint, nint, nint*, nint>)_table[113];
    public delegate* unmanaged<nint, nint, nint*, nint> ModelMetadataGetDomain => (delegate* unmanaged<nint, nint, nint*, nint>)_table[114];
    public delegate* unmanaged<nint, nint, nint*, nint> ModelMetadataGetDescription =>
        (delegate* unmanaged<nint, nint, nint*, nint>)_table[115];

    /// <summary>(metadata, allocator, key, out value); a missing key gives 0 and no error.</summary>
    public delegate* unmanaged<nint, nint, byte*, nint*, nint> ModelMetadataLookupCustomMetadataMap =>
        (delegate* unmanaged<nint, nint, byte*, nint*, nint>)_table[116];

    public delegate* unmanaged<nint, long*, nint> ModelMetadataGetVersion => (delegate* unmanaged<nint, long*, nint>)_table[117];
    public delegate* unmanaged<nint, void> ReleaseModelMetadata => (delegate* unmanaged<nint, void>)_table[118];

    /// <summary>(metadata, allocator, out keys, out count); each key and the array are freed with the allocator.</summary>
    public delegate* unmanaged<nint, nint, nint**, long*, nint> ModelMetadataGetCustomMetadataMapKeys =>
        (delegate* unmanaged<nint, nint, nint**, long*, nint>)_table[123];

    public delegate* unmanaged<nint, nint, nint*, nint> ModelMetadataGetGraphDescription =>
        (delegate* unmanaged<nint, nint, nint*, nint>)_table[158];

    /// <summary>(session, out subgraphs, out count); borrowed from the session, as all that hangs from it.</summary>
    public delegate* unmanaged<nint, nint**, nuint*, nint> SessionGetEpGraphAssignmentInfo =>
        (delegate* unmanaged<nint, nint**, nuint*, nint>)_table[407];

    public delegate* unmanaged<nint, nint*, nint> EpAssignedSubgraphGetEpName => (delegate* unmanaged<nint, nint*, nint>)_table[408];
    public delegate* unmanaged<nint, nint**, nuint*, nint> EpAssignedSubgraphGetNodes =>
        (delegate* unmanaged<nint, nint**, nuint*, nint>)_table[409];
    public delegate* unmanaged<nint, nint*, nint> EpAssignedNodeGetName => (delegate* unmanaged<nint, nint*, nint>)_table[410];
    public delegate* unmanaged<nint, nint*, nint> EpAssignedNodeGetDomain => (delegate* unmanaged<nint, nint*, nint>)_table[411];
    public delegate* unmanaged<nint, nint*, nint> EpAssignedNodeGetOperatorType => (delegate* unmanaged<nint, nint*, nint>)_table[412];
}
