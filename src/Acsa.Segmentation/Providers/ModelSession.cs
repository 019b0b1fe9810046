namespace Acsa.Segmentation;

/// <summary>One member of a package, open on one execution provider.</summary>
sealed class ModelSession : IDisposable
{
    // All WebGPU sessions of a process share one device, and nothing says that two may use it at a time.
    static readonly Lock GpuGate = new();

    readonly InferenceSession _session;
    readonly Lock _gate;
    readonly string[] _inputNames;
    readonly string[] _outputNames;

    ModelSession(InferenceSession session, Lock gate, ModelManifest manifest)
    {
        (_session, _gate) = (session, gate);
        _inputNames = [manifest.Input.Name];
        _outputNames = manifest.Output.Judgement is { } judgement ? [manifest.Output.Name, judgement] : [manifest.Output.Name];
        TakesAnyBatch = ModelShape.HasFreeBatch(session, manifest);
    }

    /// <summary>Whether the model takes any number of inputs in one run; otherwise one.</summary>
    public bool TakesAnyBatch { get; }

    /// <param name="profile">Path of the profile, without its ending, written until <see cref="EndProfile"/>; null for none.</param>
    /// <exception cref="ModelPackageException">The model's input or output is not what the manifest says.</exception>
    /// <exception cref="OnnxRuntimeException">The provider is not there, or the model cannot be loaded.</exception>
    /// <exception cref="NotSupportedException">This build or machine lacks what the provider needs.</exception>
    public static ModelSession Open(
        ModelPackage package, ModelMember member, InferenceProvider provider, SegmenterOptions segmenter, string? profile)
    {
        var gate = provider == InferenceProvider.Cpu ? new Lock() : GpuGate;
        lock (gate)
        {
            // Options of its own: two WebGPU sessions made with the same ones crash ONNX Runtime 1.30 when the second is released.
            using var options = ProviderCatalogue.CreateOptions(provider, segmenter);
            if (profile is not null)
            {
                options.ProfileOutputPathPrefix = profile;
                options.EnableProfiling = true;
            }

            var session = new InferenceSession(package.ReadMember(member), options);
            try
            {
                ModelShape.Check(package, member, session);
                return new ModelSession(session, gate, package.Manifest);
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
    }

    /// <summary>Ends the profile: how much the provider ran so far.</summary>
    public NodeShare EndProfile(string provider)
    {
        lock (_gate) return NodeShare.FromProfile(_session.EndProfiling(), provider);
    }

    /// <summary>Runs the model from one tensor into others: its planes, and its judgements where it gives any.</summary>
    public void Run(RunOptions options, OrtValue input, IReadOnlyList<OrtValue> outputs)
    {
        lock (_gate) _session.Run(options, _inputNames, [input], _outputNames, outputs);
    }

    public void Dispose()
    {
        lock (_gate) _session.Dispose();
    }
}
