using System.Runtime.InteropServices;

namespace Acsa.Segmentation;

/// <summary>Looks at what a member gives before any activation: whether the manifest says the right one, whether it is the
/// source's.</summary>
static class RawOutput
{
    // Of the output's own range: convolutions summed in another order.
    const double Tolerance = 1e-3;

    /// <exception cref="ModelPackageException">The stated activation cannot be the right one for these values.</exception>
    public static void CheckActivation(ModelPackage package, ModelMember member, Tile tile)
    {
        var output = Run(package, member, tile.Input, tile.Width, tile.Height);
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in output)
        {
            if (!float.IsFinite(value)) throw Refusal(member, package, "a value that is no number", "finite values");
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        var isProbability = least >= -OutputRange.Slack && most <= 1 + OutputRange.Slack;
        var range = FormattableString.Invariant($"values from {least:G4} to {most:G4}");
        if (package.Manifest.Output.Activation == OutputActivation.None && !isProbability)
            throw Refusal(member, package, range, "values from 0 to 1, or the activation that makes them so");
        // A second sigmoid would turn every probability into one between 0.5 and 0.73.
        if (package.Manifest.Output.Activation != OutputActivation.None && isProbability)
            throw Refusal(member, package, range, "\"none\", because these look like probabilities already");
    }

    /// <summary>
    /// Runs the member on NAME.input.f32 beside the source NAME.onnx and compares with NAME.output.f32 (little-endian 32-bit floats,
    /// batch of one); null when they are not there.
    /// </summary>
    /// <exception cref="ModelPackageException">The outputs differ by more than rounding.</exception>
    public static double? Compare(ModelPackage package, ModelMember member, string source)
    {
        var (inputFile, outputFile) = (Path.ChangeExtension(source, ".input.f32"), Path.ChangeExtension(source, ".output.f32"));
        if (!File.Exists(inputFile) || !File.Exists(outputFile)) return null;
        var input = package.Manifest.Input;
        var given = Floats(inputFile, input.Width * input.Height * input.Channels, $"{input.Width}×{input.Height}×{input.Channels}");
        var actual = Run(package, member, given, input.Width, input.Height);
        var expected = Floats(outputFile, actual.Length, $"{actual.Length}");
        double difference = 0;
        for (var i = 0; i < actual.Length; i++) difference = Math.Max(difference, Math.Abs(actual[i] - expected[i]));
        var range = (double)expected.Max() - expected.Min();
        return difference <= Tolerance * Math.Max(range, 1e-6)
            ? difference
            : throw new ModelPackageException(FormattableString.Invariant(
                $"{source}: its output differs by up to {difference:G3} from {Path.GetFileName(outputFile)}, whose values span {range:G3}."));
    }

    static float[] Run(ModelPackage package, ModelMember member, float[] input, int width, int height)
    {
        using var session = ModelSession.Open(package, member, InferenceProvider.Cpu, SegmenterOptions.Default, profile: null);
        using var buffers = new BatchBuffers(package.Manifest, 1, width, height);
        using var options = new RunOptions();
        input.CopyTo(buffers.InputValues, 0);
        session.Run(options, buffers.Input, buffers.Outputs);
        return buffers.OutputValues;
    }

    static float[] Floats(string file, int count, string described)
    {
        var bytes = new FileInfo(file).Length;
        return bytes == (long)count * sizeof(float) ? MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray()
            : throw new ModelPackageException(
                FormattableString.Invariant($"{file}: {bytes} bytes, expected {described} values of {sizeof(float)}."));
    }

    static ModelPackageException Refusal(ModelMember member, ModelPackage package, string found, string expected) => new(
        $"{member.File}: output.activation is {package.Manifest.Output.Activation.ToString().ToLowerInvariant()}, but on the golden image the model gives {found}; expected {expected}.");
}
