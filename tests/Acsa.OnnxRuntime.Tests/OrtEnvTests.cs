namespace Acsa.OnnxRuntime.Tests;

public sealed class OrtEnvTests
{
    [Fact]
    public void Library_is_loaded_by_absolute_path_from_beside_the_program()
    {
        Assert.StartsWith(AppContext.BaseDirectory, OnnxRuntimeLibrary.Path);
        Assert.Equal("1.30.0", OnnxRuntimeLibrary.Version);
        Assert.Equal("1.30.0", OrtEnv.Instance().GetVersionString());
    }

    [Fact]
    public void Library_cannot_be_changed_once_it_is_loaded()
    {
        OrtEnv.Instance();
        Assert.Throws<InvalidOperationException>(() => OnnxRuntimeLibrary.Path = "/elsewhere/libonnxruntime.so.1");
    }

    [Theory]
    [InlineData("libonnxruntime.so.1", typeof(ArgumentException), "has to be absolute")]
    [InlineData("/absent/libonnxruntime.so.1", typeof(DllNotFoundException), "is not at ")]
    public void A_library_named_by_the_environment_is_absolute_and_there(string path, Type expected, string message)
    {
        OrtEnv.Instance(); // From here on no other test looks for the library.
        if (path[0] == '/') path = Path.GetFullPath(path);
        try
        {
            Environment.SetEnvironmentVariable(OnnxRuntimeLibrary.PathVariable, path);
            var error = Assert.Throws(expected, OnnxRuntimeLibrary.Locate);
            Assert.Contains(message, error.Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable(OnnxRuntimeLibrary.PathVariable, null);
        }
    }

    [Fact]
    public void There_is_one_environment()
    {
        Assert.Same(OrtEnv.Instance(), OrtEnv.Instance());
        Assert.True(OrtEnv.IsCreated);
        var options = new EnvironmentCreationOptions { logId = "second" };
        Assert.Throws<InvalidOperationException>(() => OrtEnv.CreateInstanceWithOptions(ref options));
    }

    [Fact]
    public void Log_level_can_be_changed()
    {
        var env = OrtEnv.Instance();
        var before = env.EnvLogLevel;
        env.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        Assert.Equal(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, env.EnvLogLevel);
        env.EnvLogLevel = before;
    }

    [Fact]
    public void Cpu_is_among_providers_and_devices()
    {
        Assert.Contains("CPUExecutionProvider", OrtEnv.Instance().GetAvailableProviders());
        var device = Assert.Single(OrtEnv.Instance().GetEpDevices(), device => device.EpName == "CPUExecutionProvider");
        Assert.Equal(OrtHardwareDeviceType.CPU, device.HardwareDevice.Type);
    }

    [Fact]
    public void A_device_of_the_list_can_be_appended()
    {
        using var options = Models.Options();
        var cpu = OrtEnv.Instance().GetEpDevices().Where(device => device.EpName == "CPUExecutionProvider").ToArray();
        options.AppendExecutionProvider(OrtEnv.Instance(), cpu, new Dictionary<string, string>());
        using var session = new InferenceSession(Models.Path("affine.onnx"), options);
        Assert.Equal([3f, 5f, 7f, 9f], Models.RunAffine(session, [1, 2, 3, 4]));
    }

    [Fact]
    public void Telemetry_can_be_switched() // It is off from the start; on Linux builds both calls do nothing.
    {
        OrtEnv.Instance().EnableTelemetryEvents();
        OrtEnv.Instance().DisableTelemetryEvents();
    }
}
