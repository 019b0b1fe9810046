using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>How one run is done, and the means to stop it.</summary>
public sealed unsafe class RunOptions : SafeHandle
{
    string _logId = "";
    OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    int _logVerbosityLevel;
    bool _terminate;

    public RunOptions() : base(0, ownsHandle: true)
    {
        nint options;
        Api.Check(Api.CreateRunOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            using var options = new Lease(this);
            Api.Check(Api.RunOptionsSetRunLogSeverityLevel(options.Pointer, (int)value));
            _logSeverityLevel = value;
        }
    }

    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set
        {
            using var options = new Lease(this);
            Api.Check(Api.RunOptionsSetRunLogVerbosityLevel(options.Pointer, value));
            _logVerbosityLevel = value;
        }
    }

    /// <summary>The run's tag in the log.</summary>
    public string LogId
    {
        get => _logId;
        set
        {
            using var options = new Lease(this);
            using var tag = NativeText.Utf8(value);
            Api.Check(Api.RunOptionsSetRunTag(options.Pointer, tag.Pointer));
            _logId = value;
        }
    }

    /// <summary>True stops the runs that use these options, between nodes; they end with an <see cref="OnnxRuntimeException"/>.</summary>
    public bool Terminate
    {
        get => _terminate;
        set
        {
            using var options = new Lease(this);
            Api.Check(value ? Api.RunOptionsSetTerminate(options.Pointer) : Api.RunOptionsUnsetTerminate(options.Pointer));
            _terminate = value;
        }
    }

    /// <summary>Sets a free-form option of the run.</summary>
    public void AddRunConfigEntry(string configKey, string configValue)
    {
        using var options = new Lease(this);
        using var key = NativeText.Utf8(configKey);
        using var value = NativeText.Utf8(configValue);
        Api.Check(Api.AddRunConfigEntry(options.Pointer, key.Pointer, value.Pointer));
    }

    protected override bool ReleaseHandle()
    {
        Api.ReleaseRunOptions(handle);
        return true;
    }

    static OrtApi Api => OrtApi.Instance;
}
