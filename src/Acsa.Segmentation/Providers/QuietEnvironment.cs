namespace Acsa.Segmentation;

/// <summary>Makes the process's ONNX Runtime environment, silent: what fails is thrown and reported by us, not printed.</summary>
static class QuietEnvironment
{
    static readonly Lock Gate = new();

    public static void Ensure()
    {
        lock (Gate)
        {
            if (OrtEnv.IsCreated) return;
            var options = new EnvironmentCreationOptions { logId = "acsa", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
    }
}
