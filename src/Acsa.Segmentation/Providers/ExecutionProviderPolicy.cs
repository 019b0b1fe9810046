namespace Acsa.Segmentation;

/// <summary>Which execution providers may run a model, and in what order they are tried.</summary>
public sealed record ExecutionProviderPolicy(InferenceProvider Provider, GpuUse Gpu)
{
    static readonly (string Name, InferenceProvider Value)[] ProviderNames =
    [
        ("auto", InferenceProvider.Auto),
        ("cuda", InferenceProvider.Cuda),
        ("webgpu", InferenceProvider.WebGpu),
        ("directml", InferenceProvider.DirectMl),
        ("cpu", InferenceProvider.Cpu),
    ];

    static readonly (string Name, GpuUse Value)[] GpuNames =
    [
        ("required", GpuUse.Required),
        ("preferred", GpuUse.Preferred),
        ("off", GpuUse.Off),
    ];

    /// <summary>The fastest that works, the processor otherwise.</summary>
    public static ExecutionProviderPolicy Default { get; } = new(InferenceProvider.Auto, GpuUse.Preferred);

    /// <summary>The processor alone.</summary>
    public static ExecutionProviderPolicy CpuOnly { get; } = new(InferenceProvider.Cpu, GpuUse.Off);

    /// <summary>The values that <c>inference.provider</c> may have.</summary>
    public static IReadOnlyList<string> Providers { get; } = [.. ProviderNames.Select(pair => pair.Name)];

    /// <summary>The values that <c>inference.gpu</c> may have.</summary>
    public static IReadOnlyList<string> GpuUses { get; } = [.. GpuNames.Select(pair => pair.Name)];

    /// <summary>Reads the two configuration values.</summary>
    /// <exception cref="FormatException">One is unknown, or the two contradict each other.</exception>
    public static ExecutionProviderPolicy Parse(string provider, string gpu)
    {
        var policy = new ExecutionProviderPolicy(Read(ProviderNames, provider, "provider"), Read(GpuNames, gpu, "gpu"));
        if (policy is { Provider: InferenceProvider.Cpu, Gpu: GpuUse.Required })
        {
            throw new FormatException(
                "provider \"cpu\" and gpu \"required\" contradict each other, expected another provider or gpu \"preferred\" or \"off\"");
        }

        if (policy.Gpu == GpuUse.Off && policy.Provider is not (InferenceProvider.Auto or InferenceProvider.Cpu))
            throw new FormatException($"provider \"{provider}\" and gpu \"off\" contradict each other, expected \"auto\" or \"cpu\"");
        return policy;
    }

    /// <summary>The name a provider has in the configuration.</summary>
    public static string NameOf(InferenceProvider provider) => Array.Find(ProviderNames, pair => pair.Value == provider).Name;

    /// <summary>The providers to try, in order. The processor comes last, and only where no GPU is required.</summary>
    public IReadOnlyList<InferenceProvider> Candidates()
    {
        var candidates = new List<InferenceProvider>();
        if (Gpu != GpuUse.Off)
        {
            if (Provider == InferenceProvider.Auto)
            {
                candidates.Add(InferenceProvider.Cuda);
                if (OperatingSystem.IsWindows()) candidates.Add(InferenceProvider.DirectMl);
                candidates.Add(InferenceProvider.WebGpu);
            }
            else if (Provider != InferenceProvider.Cpu)
            {
                candidates.Add(Provider);
            }
        }

        if (Gpu != GpuUse.Required) candidates.Add(InferenceProvider.Cpu);
        return candidates;
    }

    static T Read<T>((string Name, T Value)[] names, string text, string key)
    {
        foreach (var pair in names)
            if (pair.Name == text) return pair.Value;
        throw new FormatException($"{key} is \"{text}\", expected one of {string.Join(", ", names.Select(pair => $"\"{pair.Name}\""))}");
    }
}
