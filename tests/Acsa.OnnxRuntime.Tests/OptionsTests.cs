namespace Acsa.OnnxRuntime.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Every_session_option_reaches_the_session()
    {
        var optimised = Path.Combine(Path.GetTempPath(), $"acsa-{Guid.NewGuid():N}.onnx");
        try
        {
            using var options = new SessionOptions
            {
                EnableCpuMemArena = false,
                EnableMemoryPattern = false,
                IntraOpNumThreads = 2,
                InterOpNumThreads = 1,
                LogId = "options",
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
                LogVerbosityLevel = 0,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                OptimizedModelFilePath = optimised,
            };
            options.AddFreeDimensionOverride("DATA_BATCH", 1);
            options.SetEpSelectionPolicy(ExecutionProviderDevicePolicy.PREFER_CPU);
            using var session = new InferenceSession(Models.Path("affine.onnx"), options);
            Assert.Equal([3f, 5f, 7f, 9f], Models.RunAffine(session, [1, 2, 3, 4]));
            Assert.True(File.Exists(optimised));
        }
        finally
        {
            File.Delete(optimised);
        }
    }

    [Fact]
    public void Run_options_are_accepted_by_a_run()
    {
        using var run = new RunOptions
        {
            LogId = "run",
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            LogVerbosityLevel = 0,
        };
        run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "");
        using var session = Models.Open("affine.onnx");
        using var input = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        using var results = session.Run(run, ["x"], [input], ["y"]);
        Assert.Equal(1f, results[0].GetTensorDataAsSpan<float>()[0]);
    }

    [Fact]
    public void Node_assignment_tells_where_each_node_runs()
    {
        using var options = Models.Options();
        NodeAssignment.Record(options);
        using var session = new InferenceSession(Models.Path("conv.onnx"), options);
        var nodes = NodeAssignment.Of(session);
        Assert.All(nodes, node => Assert.Equal("CPUExecutionProvider", node.Provider));
        Assert.Equal(["first", "second"], nodes.Where(node => node.OperatorType == "Conv").Select(node => node.Node).Order());
    }

    [Fact]
    public void Node_assignment_has_to_be_asked_for()
    {
        using var session = Models.Open("conv.onnx");
        Assert.Throws<OnnxRuntimeException>(() => NodeAssignment.Of(session));
    }

    [Fact]
    public void Cuda_options_are_made_without_its_libraries_but_not_filled()
    {
        using var cuda = new OrtCUDAProviderOptions();
        Assert.Throws<OnnxRuntimeException>(() => cuda.UpdateOptions(new Dictionary<string, string> { ["device_id"] = "0" }));
        using var tensorRt = new OrtTensorRTProviderOptions();
        Assert.Throws<OnnxRuntimeException>(() => tensorRt.UpdateOptions(new Dictionary<string, string> { ["device_id"] = "0" }));
    }
}
