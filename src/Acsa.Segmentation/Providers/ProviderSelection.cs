using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>Opens a model on the first provider that truly runs it.</summary>
static class ProviderSelection
{
    // A provider of software rendering calls itself a GPU and is many times slower than the processor.
    const double SlowestAgainstCpu = 2;

    // For models that take any size: that of a usual crop.
    const int UsualSide = 512;

    /// <exception cref="ProviderUnavailableException">None does.</exception>
    /// <exception cref="ModelPackageException">It does not run on the processor either, or is not what its manifest says.</exception>
    public static OpenModel Open(
        ModelPackage package, ExecutionProviderPolicy policy, SegmenterOptions segmenter, List<ProviderAttempt> attempts)
    {
        QuietEnvironment.Ensure();
        foreach (var provider in policy.Candidates())
        {
            var name = ExecutionProviderPolicy.NameOf(provider);
            if (provider == InferenceProvider.Cpu)
            {
                var model = OpenOnCpu(package, segmenter);
                attempts.Add(new ProviderAttempt(name, true, "all nodes are on the processor"));
                return model;
            }

            try
            {
                var mayBeSlow = policy.Gpu == GpuUse.Required || policy.Provider != InferenceProvider.Auto;
                var (model, reason) = TryGpu(package, provider, segmenter, mayBeSlow);
                attempts.Add(new ProviderAttempt(name, model is not null, reason));
                if (model is not null) return model;
            }
            catch (Exception refusal) when (refusal is OnnxRuntimeException or NotSupportedException or EntryPointNotFoundException)
            {
                attempts.Add(new ProviderAttempt(name, false, ReasonText.From(refusal)));
            }
        }

        throw new ProviderUnavailableException(attempts);
    }

    static (OpenModel? Model, string Reason) TryGpu(
        ModelPackage package, InferenceProvider provider, SegmenterOptions segmenter, bool mayBeSlow)
    {
        var profiles = Directory.CreateTempSubdirectory("acsa-profile-");
        OpenModel? model = null;
        var keep = false;
        try
        {
            model = OpenModel.Open(package, provider, segmenter, profiles.FullName);
            using var buffers = WarmUpBuffers(package.Manifest);
            Run(model, buffers);
            var share = model.EndProfile();
            if (!share.IsWhole)
                return (null, $"it ran only {share.OnProvider} of {share.Total} nodes that count");
            if (!mayBeSlow && SlowerThanCpu(model, buffers, package, segmenter) is { } slow) return (null, slow);
            keep = true;
            return (model, $"it ran {share.OnProvider} of {share.Total} nodes that count");
        }
        finally
        {
            if (!keep) model?.Dispose();
            profiles.Delete(recursive: true);
        }
    }

    static string? SlowerThanCpu(OpenModel model, TensorBuffers buffers, ModelPackage package, SegmenterOptions segmenter)
    {
        var time = Run(model, buffers);
        using var cpu = OpenOnCpu(package, segmenter);
        var cpuTime = Run(cpu, buffers);
        return time <= cpuTime * SlowestAgainstCpu
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"{time.TotalMilliseconds:F1} ms a run, {cpuTime.TotalMilliseconds:F1} ms on the processor: perhaps software rendering");
    }

    static OpenModel OpenOnCpu(ModelPackage package, SegmenterOptions segmenter)
    {
        OpenModel? model = null;
        try
        {
            model = OpenModel.Open(package, InferenceProvider.Cpu, segmenter, profileFolder: null);
            using var buffers = WarmUpBuffers(package.Manifest);
            Run(model, buffers);
            return model;
        }
        catch (OnnxRuntimeException problem)
        {
            model?.Dispose();
            throw new ModelPackageException($"{package.Folder}: the model does not run: {ReasonText.From(problem)}", problem);
        }
    }

    static TensorBuffers WarmUpBuffers(ModelManifest manifest)
    {
        var input = manifest.Input;
        var plan = input.Resize == ResizeRule.PadToMultiple
            ? ResizePlan.PadToMultiple(UsualSide, UsualSide, input.Width, input.Height)
            : ResizePlan.Stretch(input.Width, input.Height, input.Width, input.Height);
        var buffers = new TensorBuffers(manifest, plan.TargetWidth, plan.TargetHeight);
        InputScaling.Apply(buffers.InputValues, input, plan);
        return buffers;
    }

    static TimeSpan Run(OpenModel model, TensorBuffers buffers)
    {
        using var options = new RunOptions();
        return model.Run(buffers, options);
    }
}
