using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>The process's one ONNX Runtime environment, made on first use and kept until the process ends; telemetry is off.</summary>
public sealed unsafe class OrtEnv : SafeHandle
{
    const string DefaultLogId = "acsa";
    const int LanguageProjectionCSharp = 2;

    static readonly Lock Gate = new();
    static OrtEnv? _instance;

    // ONNX Runtime calls it from its own threads for as long as the environment lives.
    readonly DOrtLoggingFunction? _loggingFunction;
    OrtLoggingLevel _logLevel;

    OrtEnv(nint env, OrtLoggingLevel logLevel, DOrtLoggingFunction? loggingFunction) : base(env, ownsHandle: true) =>
        (_logLevel, _loggingFunction) = (logLevel, loggingFunction);

    /// <summary>Whether the environment exists already.</summary>
    public static bool IsCreated
    {
        get
        {
            lock (Gate) return _instance is { IsClosed: false };
        }
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Least severity that is logged.</summary>
    public OrtLoggingLevel EnvLogLevel
    {
        get => _logLevel;
        set
        {
            using var env = new Lease(this);
            OrtApi.Instance.Check(OrtApi.Instance.UpdateEnvWithCustomLogLevel(env.Pointer, value));
            _logLevel = value;
        }
    }

    /// <summary>The environment; made with default options if there is none.</summary>
    public static OrtEnv Instance()
    {
        lock (Gate)
        {
            if (_instance is { IsClosed: false } existing) return existing;
            var options = new EnvironmentCreationOptions();
            return _instance = Create(ref options);
        }
    }

    /// <summary>Makes the environment with options of the caller's.</summary>
    /// <exception cref="InvalidOperationException">There is one already; any session or options object makes it.</exception>
    public static OrtEnv CreateInstanceWithOptions(ref EnvironmentCreationOptions options)
    {
        lock (Gate)
        {
            if (_instance is { IsClosed: false }) throw new InvalidOperationException("The ONNX Runtime environment exists already.");
            return _instance = Create(ref options);
        }
    }

    /// <summary>Version of the native library, for example 1.30.0.</summary>
    public string GetVersionString() => OrtApi.Instance.LibraryVersion;

    /// <summary>The providers this library was built with; whether one works here is seen only by running a model on it.</summary>
    public string[] GetAvailableProviders()
    {
        var api = OrtApi.Instance;
        byte** names;
        int count;
        api.Check(api.GetAvailableProviders(&names, &count));
        try
        {
            var providers = new string[count];
            for (var i = 0; i < count; i++) providers[i] = Marshal.PtrToStringUTF8((nint)names[i]) ?? "";
            return providers;
        }
        finally
        {
            api.Check(api.ReleaseAvailableProviders(names, count));
        }
    }

    public void EnableTelemetryEvents() => Call(OrtApi.Instance.EnableTelemetryEvents);
    public void DisableTelemetryEvents() => Call(OrtApi.Instance.DisableTelemetryEvents);

    /// <summary>The devices that execution providers offer.</summary>
    public IReadOnlyList<OrtEpDevice> GetEpDevices()
    {
        var api = OrtApi.Instance;
        api.Require(22, "execution provider devices");
        using var env = new Lease(this);
        nint* devices;
        nuint count;
        api.Check(api.GetEpDevices(env.Pointer, &devices, &count));
        var result = new OrtEpDevice[checked((int)count)];
        for (var i = 0; i < result.Length; i++) result[i] = new OrtEpDevice(devices[i]);
        return result;
    }

    /// <summary>Loads an execution provider from a library of its own.</summary>
    public void RegisterExecutionProviderLibrary(string registrationName, string libraryPath)
    {
        var api = OrtApi.Instance;
        api.Require(22, "execution provider libraries");
        using var env = new Lease(this);
        using var name = NativeText.Utf8(registrationName);
        using var path = NativeText.Path(libraryPath);
        api.Check(api.RegisterExecutionProviderLibrary(env.Pointer, name.Pointer, path.Pointer));
    }

    /// <summary>Takes an execution provider's library away; no session may use it any more.</summary>
    public void UnregisterExecutionProviderLibrary(string registrationName)
    {
        var api = OrtApi.Instance;
        api.Require(22, "execution provider libraries");
        using var env = new Lease(this);
        using var name = NativeText.Utf8(registrationName);
        api.Check(api.UnregisterExecutionProviderLibrary(env.Pointer, name.Pointer));
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseEnv(handle);
        GC.KeepAlive(_loggingFunction);
        return true;
    }

    static OrtEnv Create(ref EnvironmentCreationOptions options)
    {
        var api = OrtApi.Instance;
        var level = options.logLevel ?? OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
        using var logId = NativeText.Utf8(options.logId ?? DefaultLogId);
        nint env;
        if (options.loggingFunction is { } log)
        {
            var function = Marshal.GetFunctionPointerForDelegate(log);
            api.Check(api.CreateEnvWithCustomLogger(function, options.loggingParam ?? 0, level, logId.Pointer, &env));
        }
        else
        {
            api.Check(api.CreateEnv(level, logId.Pointer, &env));
        }

        var created = new OrtEnv(env, level, options.loggingFunction);
        created.DisableTelemetryEvents();
        api.Check(api.SetLanguageProjection(env, LanguageProjectionCSharp));
        return created;
    }

    void Call(delegate* unmanaged<nint, nint> function)
    {
        using var env = new Lease(this);
        OrtApi.Instance.Check(function(env.Pointer));
    }
}
