namespace Acsa.OnnxRuntime;

/// <summary>How the environment is made; field names as in the managed package.</summary>
public struct EnvironmentCreationOptions
{
    public string? logId;
    public OrtLoggingLevel? logLevel;
    public IntPtr? loggingParam;

    /// <summary>Null: lines go to standard error.</summary>
    public DOrtLoggingFunction? loggingFunction;
}
