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
    /// <exception cref="ModelPackageException">The model does not run on the processor either, or is not what its manifest says.</exception>
    public static OpenModel Open(ModelPackage package, ExecutionProviderPolicy policy, SegmenterOptions segmenter, List<ProviderAttempt> attempts)
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
                attempts.Add(new ProviderAttempt(name, false, FirstLine(refusal.Message)));
            }
        }

        throw new ProviderUnavailableException(attempts);
    }

    static (OpenModel? Model, string Reason) TryGpu(ModelPackage package, InferenceProvider provider, SegmenterOptions segmenter, bool mayBeSlow)
    {
        var model = OpenModel.Open(package, provider, segmenter);
        var keep = false;
        try
        {
            var time = WarmUp(model, package.Manifest);
            var share = model.Share();
            if (!share.IsWhole) return (null, $"only {share.OnProvider} of {share.Total} nodes that count were given to {ProviderCatalogue.OrtName(provider)}");
            if (!mayBeSlow)
            {
                using var cpu = OpenOnCpu(package, segmenter);
                var cpuTime = WarmUp(cpu, package.Manifest);
                if (time > cpuTime * SlowestAgainstCpu)
                    return (null, $"{time.TotalMilliseconds:F0} ms a run and {cpuTime.TotalMilliseconds:F0} ms on the processor: not a real GPU");
            }

            keep = true;
            return (model, $"{share.OnProvider} of {share.Total} nodes that count are on {ProviderCatalogue.OrtName(provider)}");
        }
        finally
        {
            if (!keep) model.Dispose();
        }
    }

    static OpenModel OpenOnCpu(ModelPackage package, SegmenterOptions segmenter)
    {
        try
        {
            var model = OpenModel.Open(package, InferenceProvider.Cpu, segmenter);
            try
            {
                WarmUp(model, package.Manifest);
                return model;
            }
            catch (OnnxRuntimeException)
            {
                model.Dispose();
                throw;
            }
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelPackageException($"{package.Folder}: the model does not run: {FirstLine(problem.Message)}", problem);
        }
    }

    /// <summary>Time of the second run on a black image: the first compiles shaders and plans memory.</summary>
    static TimeSpan WarmUp(OpenModel model, ModelManifest manifest)
    {
        var input = manifest.Input;
        var plan = input.Resize == ResizeRule.PadToMultiple
            ? ResizePlan.PadToMultiple(UsualSide, UsualSide, input.Width, input.Height)
            : ResizePlan.Stretch(input.Width, input.Height, input.Width, input.Height);
        using var buffers = new TensorBuffers(manifest, plan.TargetWidth, plan.TargetHeight);
        InputScaling.Apply(buffers.InputValues, input, plan);
        using var options = new RunOptions();
        model.Run(buffers, options);
        return model.Run(buffers, options);
    }

    static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }
}
