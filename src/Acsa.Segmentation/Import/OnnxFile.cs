using System.Globalization;

namespace Acsa.Segmentation;

/// <summary>What an ONNX file itself says of its input and outputs.</summary>
sealed record OnnxFile(string Path, string[] Inputs, int[] InputShape, string[] Outputs)
{
    const int Axes = 4;

    /// <exception cref="ModelPackageException">It is no model that the runtime loads.</exception>
    public static OnnxFile Read(string path)
    {
        QuietEnvironment.Ensure();
        if (new FileInfo(path).Length > Limits.MemberBytes)
            throw new ModelPackageException($"{path}: larger than {Limits.MemberBytes} bytes.");
        var bytes = File.ReadAllBytes(path);
        if (OnnxWeights.AreElsewhere(bytes)) throw new ModelPackageException($"{path}: {OnnxWeights.Refusal}");
        try
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using var session = new InferenceSession(bytes, options);
            return new(path, [.. session.InputNames], session.InputMetadata[session.InputNames[0]].Dimensions, [.. session.OutputNames]);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelPackageException($"{path}: no model that can be loaded: {ReasonText.From(problem)}", problem);
        }
    }

    /// <summary>States what the shapes leave no doubt about.</summary>
    public void Describe(ImportStatements statements, bool takesFirstOutput)
    {
        if (Inputs.Length == 1) statements.Default("input.name", Inputs[0]);
        if (Outputs.Length == 1 || takesFirstOutput) statements.Default("output.name", Outputs[0]);
        if (InputShape.Length != Axes)
            throw new ModelPackageException(
                $"{Path}: its input has {InputShape.Length} axes, expected batch, channel and two of the image.");
        var (first, last) = (InputShape[1] is 1 or 3, InputShape[3] is 1 or 3);
        if (first != last) statements.Default("input.layout", first ? "NCHW" : "NHWC");
        if (statements["input.layout"] is not ("NCHW" or "NHWC")) return;
        var (channels, height, width) = statements["input.layout"] == "NCHW"
            ? (InputShape[1], InputShape[2], InputShape[3])
            : (InputShape[3], InputShape[1], InputShape[2]);
        foreach (var (key, size) in new[] { ("input.channels", channels), ("input.height", height), ("input.width", width) })
            if (size > 0) statements.Default(key, size.ToString(CultureInfo.InvariantCulture));
    }
}
