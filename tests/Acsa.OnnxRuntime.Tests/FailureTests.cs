using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime.Tests;

public sealed class FailureTests
{
    [Fact]
    public void Missing_file_is_named()
    {
        var error = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(Models.Path("absent.onnx")));
        Assert.StartsWith("[ErrorCode:NoSuchFile]", error.Message);
        Assert.Contains("absent.onnx", error.Message);
    }

    [Fact]
    public void Junk_is_not_a_model()
    {
        var error = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("not a model at all"u8.ToArray()));
        Assert.StartsWith("[ErrorCode:InvalidProtobuf]", error.Message);
        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(Array.Empty<byte>()));
    }

    [Theory]
    [InlineData("z", "y", "Input name: 'z'")]
    [InlineData("x", "z", "Output name: 'z'")]
    public void Unknown_names_are_refused_before_the_run(string input, string output, string expected)
    {
        using var session = Models.Open("affine.onnx");
        using var value = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        var error = Assert.Throws<OnnxRuntimeException>(() => session.Run(null, [input], [value], [output]));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Wrong_shape_rank_and_type_are_refused()
    {
        using var session = Models.Open("affine.onnx");
        using var wrongSize = OrtValue.CreateTensorValueFromMemory(new float[5], [1, 5]);
        using var wrongRank = OrtValue.CreateTensorValueFromMemory(new float[4], [4]);
        using var wrongType = OrtValue.CreateTensorValueFromMemory(new double[4], [1, 4]);
        foreach (var value in new[] { wrongSize, wrongRank, wrongType })
        {
            var error = Assert.Throws<OnnxRuntimeException>(() => session.Run(null, ["x"], [value], ["y"]));
            Assert.StartsWith("[ErrorCode:InvalidArgument]", error.Message);
        }
    }

    [Fact]
    public void Names_and_values_have_to_be_as_many()
    {
        using var session = Models.Open("affine.onnx");
        Assert.Throws<ArgumentException>(() => session.Run(null, ["x"], [], ["y"]));
        using var value = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        Assert.Throws<ArgumentException>(() => session.Run(null, ["x"], [value], ["y"], []));
    }

    [Fact]
    public void A_disposed_value_is_not_run()
    {
        using var session = Models.Open("affine.onnx");
        var value = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run(null, ["x"], [value], ["y"]));
    }

    [Fact]
    public void Providers_that_are_not_in_this_build_say_so()
    {
        using var options = new SessionOptions();
        Assert.Contains("not supported in this build",
            Assert.Throws<OnnxRuntimeException>(() => options.AppendExecutionProvider("QNN")).Message);
        Assert.ThrowsAny<Exception>(() => options.AppendExecutionProvider("Imaginary"));
        options.AppendExecutionProvider_CPU(0);
        if (!OperatingSystem.IsWindows()) Assert.Throws<NotSupportedException>(() => options.AppendExecutionProvider_DML());
    }

    [Theory]
    [InlineData(13, "ModelRequiresCompilation")]
    [InlineData(15, "DeviceReset")]
    [InlineData(99, "99")]
    public void Codes_beyond_the_managed_packages_table_have_a_message(int code, string name) =>
        Assert.Equal($"[ErrorCode:{name}] gone", new OnnxRuntimeException((OrtErrorCode)code, "gone").Message);

    [Fact]
    public void Names_with_a_nul_are_refused()
    {
        using var options = new SessionOptions();
        Assert.Throws<ArgumentException>(() => options.AddSessionConfigEntry("session\0hidden", "1"));
    }
}
