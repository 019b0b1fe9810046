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
                var (model, reason, isWrong) = TryGpu(package, provider, segmenter, mayBeSlow);
                attempts.Add(new ProviderAttempt(name, model is not null, reason) { IsWrong = isWrong });
                if (model is not null) return model;
            }
            catch (Exception refusal) when (refusal is OnnxRuntimeException or InferenceException or NotSupportedException
                or EntryPointNotFoundException)
            {
                // It ran, and gave what is no probability or judgement.
                attempts.Add(new ProviderAttempt(name, false, ReasonText.From(refusal)) { IsWrong = refusal is InferenceException });
            }
        }

        throw new ProviderUnavailableException(attempts);
    }

    static (OpenModel? Model, string Reason, bool IsWrong) TryGpu(
        ModelPackage package, InferenceProvider provider, SegmenterOptions segmenter, bool mayBeSlow)
    {
        var profiles = Directory.CreateTempSubdirectory("acsa-profile-");
        OpenModel? model = null;
        var keep = false;
        try
        {
            model = OpenModel.Open(package, provider, segmenter, profiles.FullName);
            RunOnce(model, package.Manifest);
            var share = model.EndProfile();
            if (!share.IsWhole)
                return (null, $"it ran only {share.OnProvider} of {share.Total} nodes that count", false);
            using var cpu = OpenOnCpu(package, segmenter);
            if (!mayBeSlow && SlowerThanCpu(model, cpu, package.Manifest) is { } slow) return (null, slow, false);
            var agreement = ProviderAgreement.Prove(package, model, cpu, segmenter.MaxBatch);
            if (!agreement.IsGood) return (null, agreement.ToString(), true);
            keep = true;
            var singly = model.Singly is { } reason ? $"; one input at a time, as {reason}" : "";
            return (model, $"it ran {share.OnProvider} of {share.Total} nodes that count, {agreement}{singly}", false);
        }
        finally
        {
            if (!keep) model?.Dispose();
            profiles.Delete(recursive: true);
        }
    }

    static string? SlowerThanCpu(OpenModel model, OpenModel cpu, ModelManifest manifest)
    {
        var time = RunOnce(model, manifest);
        var cpuTime = RunOnce(cpu, manifest);
        return time <= cpuTime * SlowestAgainstCpu
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"{time.TotalMilliseconds:F1} ms a run, {cpuTime.TotalMilliseconds:F1} ms on the processor: perhaps software rendering");
    }

    /// <summary>Opens a model on the processor.</summary>
    public static OpenModel OpenOnCpu(ModelPackage package, SegmenterOptions segmenter)
    {
        OpenModel? model = null;
        try
        {
            model = OpenModel.Open(package, InferenceProvider.Cpu, segmenter, profileFolder: null);
            RunOnce(model, package.Manifest);
            return model;
        }
        catch (Exception problem) when (problem is OnnxRuntimeException or InferenceException)
        {
            model?.Dispose();
            throw new ModelPackageException($"{package.Folder}: the model does not run: {ReasonText.From(problem)}", problem);
        }
    }

    static GreyImage WarmUpImage(ModelInput input) =>
        input.Resize is ResizeRule.PadToMultiple ? new(UsualSide, UsualSide) : new(input.Width, input.Height);

    // The first tile of a black image, by itself.
    static TimeSpan RunOnce(OpenModel model, ModelManifest manifest)
    {
        using var options = new RunOptions();
        var tile = new FrameRun(manifest, WarmUpImage(manifest.Input), new TilePool(manifest)).Next()[0];
        using var buffers = new BatchBuffers(manifest, 1, tile.Width, tile.Height);
        return model.Run([tile], buffers, options);
    }
}
