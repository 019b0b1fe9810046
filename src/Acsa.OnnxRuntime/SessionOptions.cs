using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>How a session is made: threads, memory, optimisation and, in SessionOptions.Providers.cs, execution providers.</summary>
public sealed unsafe partial class SessionOptions : SafeHandle
{
    bool _enableMemoryPattern = true;
    bool _enableCpuMemArena = true;
    bool _enableProfiling;
    string _profileOutputPathPrefix = "onnxruntime_profile_";
    string _optimizedModelFilePath = "";
    string _logId = "";
    OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    int _logVerbosityLevel;
    int _intraOpNumThreads;
    int _interOpNumThreads;
    GraphOptimizationLevel _graphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
    ExecutionMode _executionMode = ExecutionMode.ORT_SEQUENTIAL;

    /// <summary>Options with ONNX Runtime's defaults; makes the environment if there is none.</summary>
    public SessionOptions() : base(0, ownsHandle: true)
    {
        OrtEnv.Instance();
        nint options;
        Api.Check(Api.CreateSessionOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Whether memory is planned ahead from the last run's shapes; DirectML needs it off.</summary>
    public bool EnableMemoryPattern
    {
        get => _enableMemoryPattern;
        set
        {
            Call(value ? Api.EnableMemPattern : Api.DisableMemPattern);
            _enableMemoryPattern = value;
        }
    }

    /// <summary>Whether CPU memory comes from an arena, which never gives back what one large image needed.</summary>
    public bool EnableCpuMemArena
    {
        get => _enableCpuMemArena;
        set
        {
            Call(value ? Api.EnableCpuMemArena : Api.DisableCpuMemArena);
            _enableCpuMemArena = value;
        }
    }

    /// <summary>Whether times per node are recorded, into a file named after <see cref="ProfileOutputPathPrefix"/>.</summary>
    public bool EnableProfiling
    {
        get => _enableProfiling;
        set
        {
            if (value) StartProfiling();
            else Call(Api.DisableProfiling);
            _enableProfiling = value;
        }
    }

    public string ProfileOutputPathPrefix
    {
        get => _profileOutputPathPrefix;
        set
        {
            _profileOutputPathPrefix = value;
            if (_enableProfiling) StartProfiling();
        }
    }

    /// <summary>File to write the optimised model to; empty for none.</summary>
    public string OptimizedModelFilePath
    {
        get => _optimizedModelFilePath;
        set
        {
            using var options = new Lease(this);
            using var path = NativeText.Path(value);
            Api.Check(Api.SetOptimizedModelFilePath(options.Pointer, path.Pointer));
            _optimizedModelFilePath = value;
        }
    }

    public string LogId
    {
        get => _logId;
        set
        {
            using var options = new Lease(this);
            using var text = NativeText.Utf8(value);
            Api.Check(Api.SetSessionLogId(options.Pointer, text.Pointer));
            _logId = value;
        }
    }

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            Call(Api.SetSessionLogSeverityLevel, (int)value);
            _logSeverityLevel = value;
        }
    }

    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set
        {
            Call(Api.SetSessionLogVerbosityLevel, value);
            _logVerbosityLevel = value;
        }
    }

    /// <summary>Threads inside one node; 0 takes every core.</summary>
    public int IntraOpNumThreads
    {
        get => _intraOpNumThreads;
        set
        {
            Call(Api.SetIntraOpNumThreads, value);
            _intraOpNumThreads = value;
        }
    }

    /// <summary>Threads across nodes, in parallel mode only; 0 takes every core.</summary>
    public int InterOpNumThreads
    {
        get => _interOpNumThreads;
        set
        {
            Call(Api.SetInterOpNumThreads, value);
            _interOpNumThreads = value;
        }
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get => _graphOptimizationLevel;
        set
        {
            using var options = new Lease(this);
            Api.Check(Api.SetSessionGraphOptimizationLevel(options.Pointer, value));
            _graphOptimizationLevel = value;
        }
    }

    public ExecutionMode ExecutionMode
    {
        get => _executionMode;
        set
        {
            using var options = new Lease(this);
            Api.Check(Api.SetSessionExecutionMode(options.Pointer, value));
            _executionMode = value;
        }
    }

    /// <summary>Sets a free-form option; ONNX Runtime accepts unknown keys silently.</summary>
    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        using var options = new Lease(this);
        using var key = NativeText.Utf8(configKey);
        using var value = NativeText.Utf8(configValue);
        Api.Check(Api.AddSessionConfigEntry(options.Pointer, key.Pointer, value.Pointer));
    }

    /// <summary>Fixes a free dimension by its denotation.</summary>
    public void AddFreeDimensionOverride(string dimDenotation, long dimValue)
    {
        using var options = new Lease(this);
        using var denotation = NativeText.Utf8(dimDenotation);
        Api.Check(Api.AddFreeDimensionOverride(options.Pointer, denotation.Pointer, dimValue));
    }

    /// <summary>Fixes a free dimension by its name.</summary>
    public void AddFreeDimensionOverrideByName(string dimName, long dimValue)
    {
        using var options = new Lease(this);
        using var name = NativeText.Utf8(dimName);
        Api.Check(Api.AddFreeDimensionOverrideByName(options.Pointer, name.Pointer, dimValue));
    }

    /// <summary>Uses the environment's thread pool instead of one per session.</summary>
    public void DisablePerSessionThreads() => Call(Api.DisablePerSessionThreads);

    protected override bool ReleaseHandle()
    {
        Api.ReleaseSessionOptions(handle);
        return true;
    }

    static OrtApi Api => OrtApi.Instance;

    void StartProfiling()
    {
        using var options = new Lease(this);
        using var prefix = NativeText.Path(_profileOutputPathPrefix);
        Api.Check(Api.EnableProfiling(options.Pointer, prefix.Pointer));
    }

    void Call(delegate* unmanaged<nint, nint> function)
    {
        using var options = new Lease(this);
        Api.Check(function(options.Pointer));
    }

    void Call(delegate* unmanaged<nint, int, nint> function, int value)
    {
        using var options = new Lease(this);
        Api.Check(function(options.Pointer, value));
    }
}
