namespace Acsa.OnnxRuntime.Tests;

public sealed class InferenceSessionTests
{
    [Fact]
    public void Runs_a_model_from_file_and_from_memory()
    {
        using var fromFile = new InferenceSession(Models.Path("affine.onnx"));
        using var fromMemory = new InferenceSession(File.ReadAllBytes(Models.Path("affine.onnx")));
        foreach (var session in new[] { fromFile, fromMemory })
            Assert.Equal([3f, 5f, 7f, 9f, -1f, 0f, 1f, 2f], Models.RunAffine(session, [1, 2, 3, 4, -1, -0.5f, 0, 0.5f]));
    }

    [Fact]
    public void Gives_the_values_of_the_reference()
    {
        using var session = Models.Open("conv.onnx");
        using var input = OrtValue.CreateTensorValueFromMemory(Models.Floats("conv-input.f32"), [1, 1, 9, 13]);
        using var results = session.Run(null, new Dictionary<string, OrtValue> { ["x"] = input }, ["p"]);
        Assert.Equal([1L, 1, 9, 13], results[0].GetTensorTypeAndShape().Shape);
        var expected = Models.Floats("conv-output.f32");
        var actual = results[0].GetTensorDataAsSpan<float>();
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-6);
    }

    [Fact]
    public void Writes_into_values_of_the_callers()
    {
        using var session = Models.Open("affine.onnx");
        var y = new float[4];
        using var input = OrtValue.CreateTensorValueFromMemory([1f, 2, 3, 4], [1, 4]);
        using var output = OrtValue.CreateTensorValueFromMemory(y, [1, 4]);
        session.Run(null, ["x"], [input], ["y"], [output]);
        Assert.Equal([3f, 5f, 7f, 9f], y);
    }

    [Fact]
    public void Inputs_and_outputs_of_different_types_go_together()
    {
        using var session = Models.Open("mixed.onnx");
        using var a = OrtValue.CreateTensorValueFromMemory([1.5f, -2, 0], [3]);
        using var b = OrtValue.CreateTensorValueFromMemory([7L, -1], [2]);
        using var results = session.Run(null, ["b", "a"], [b, a], ["next", "doubled"]);
        Assert.Equal([8L, 0], results[0].GetTensorDataAsSpan<long>());
        Assert.Equal([3f, -4, 0], results[1].GetTensorDataAsSpan<float>());
    }

    [Fact]
    public void Describes_inputs_and_outputs()
    {
        using var session = Models.Open("conv.onnx");
        Assert.Equal(["x"], session.InputNames);
        Assert.Equal(["p"], session.OutputNames);
        var x = session.InputMetadata["x"];
        Assert.True(x.IsTensor);
        Assert.Equal(TensorElementType.Float, x.ElementDataType);
        Assert.Equal(typeof(float), x.ElementType);
        Assert.Equal([-1, 1, -1, -1], x.Dimensions);
        Assert.Equal(["batch", "", "height", "width"], x.SymbolicDimensions);
    }

    [Fact]
    public void Free_dimensions_can_be_fixed_by_name()
    {
        using var options = Models.Options();
        options.AddFreeDimensionOverrideByName("batch", 1);
        options.AddFreeDimensionOverrideByName("height", 9);
        options.AddFreeDimensionOverrideByName("width", 13);
        using var session = new InferenceSession(Models.Path("conv.onnx"), options);
        Assert.Equal([1, 1, 9, 13], session.InputMetadata["x"].Dimensions);
    }

    [Fact]
    public void Reads_the_metadata()
    {
        using var session = Models.Open("affine.onnx");
        var metadata = session.ModelMetadata;
        Assert.Equal("acsa-tests", metadata.ProducerName);
        Assert.Equal("affine", metadata.GraphName);
        Assert.Equal("Test model affine.", metadata.Description);
        Assert.Equal(3, metadata.Version);
        Assert.Equal("ünï", metadata.CustomMetadataMap["acsa.clé"]);
        Assert.Equal("value", metadata.CustomMetadataMap["plain"]);
    }

    [Fact]
    public void Opens_a_file_whose_path_is_not_ascii()
    {
        var folder = Directory.CreateTempSubdirectory("acsa-modèle-Ω-");
        try
        {
            var path = Path.Combine(folder.FullName, "größe.onnx");
            File.Copy(Models.Path("affine.onnx"), path);
            using var session = new InferenceSession(path);
            Assert.Equal([3f, 3f, 3f, 3f], Models.RunAffine(session, [1, 1, 1, 1]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Threads_share_a_session()
    {
        using var session = Models.Open("affine.onnx");
        Parallel.For(0, 2000, i => Assert.Equal([2f * i + 1, 1f, 1f, 1f], Models.RunAffine(session, [i, 0, 0, 0])));
    }

    [Fact]
    public async Task A_session_disposed_during_a_run_ends_after_it()
    {
        var session = Models.Open("slow.onnx");
        using var input = OrtValue.CreateTensorValueFromMemory(new float[16 * 64 * 64], [1, 16, 64, 64]);
        using var started = new ManualResetEventSlim();
        var run = Task.Run(() =>
        {
            started.Set();
            using var results = session.Run(null, ["x"], [input], ["y"]);
            return results[0].GetTensorTypeAndShape().ElementCount;
        });
        started.Wait();
        session.Dispose();
        try
        {
            Assert.Equal(16 * 64 * 64, await run);
        }
        catch (ObjectDisposedException)
        {
            // The run had not begun yet.
        }

        Assert.Throws<ObjectDisposedException>(() => session.Run(null, ["x"], [input], ["y"]));
    }

    [Fact]
    public async Task Terminate_stops_a_run_between_two_nodes()
    {
        using var session = Models.Open("slow.onnx");
        using var input = OrtValue.CreateTensorValueFromMemory(new float[16 * 512 * 512], [1, 16, 512, 512]);
        using var options = new RunOptions();
        var run = Task.Run(() => session.Run(options, ["x"], [input], ["y"]).Dispose());
        await Task.Delay(50);
        Assert.False(run.IsCompleted);
        options.Terminate = true;
        var error = await Assert.ThrowsAsync<OnnxRuntimeException>(() => run.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("terminate", error.Message);

        options.Terminate = false;
        using var small = OrtValue.CreateTensorValueFromMemory(new float[16], [1, 16, 1, 1]);
        session.Run(options, ["x"], [small], ["y"]).Dispose();
    }

    [Fact]
    public void Binding_runs_many_times_on_the_same_memory()
    {
        using var session = Models.Open("affine.onnx");
        using var binding = session.CreateIoBinding();
        var (x, y) = (new float[4], new float[4]);
        using (var input = OrtValue.CreateTensorValueFromMemory(x, [1, 4]))
        using (var output = OrtValue.CreateTensorValueFromMemory(y, [1, 4]))
        {
            binding.BindInput("x", input);
            binding.BindOutput("y", output);
        }

        // The values are disposed; the binding keeps them, and the arrays pinned.
        for (var i = 0; i < 3; i++)
        {
            x[0] = i;
            session.RunWithBinding(null, binding);
            Assert.Equal(2 * i + 1, y[0]);
        }

        Assert.Equal(["y"], binding.GetOutputNames());
        using var outputs = binding.GetOutputValues();
        Assert.Equal(5f, outputs[0].GetTensorDataAsSpan<float>()[0]);
        binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);
        session.RunWithBinding(null, binding);
        binding.ClearBoundInputs();
        binding.ClearBoundOutputs();
    }

    [Fact]
    public void Profiling_writes_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("acsa-profile-");
        try
        {
            using var options = Models.Options();
            options.ProfileOutputPathPrefix = Path.Combine(folder.FullName, "times");
            options.EnableProfiling = true;
            using var session = new InferenceSession(Models.Path("affine.onnx"), options);
            Models.RunAffine(session, [1, 2, 3, 4]);
            Assert.Contains("CPUExecutionProvider", File.ReadAllText(session.EndProfiling()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
