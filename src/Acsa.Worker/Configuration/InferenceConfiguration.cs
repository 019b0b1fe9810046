using Acsa.Segmentation;

namespace Acsa.Worker.Configuration;

/// <summary>Where models run.</summary>
/// <param name="Provider">auto, cuda, webgpu, directml or cpu.</param>
/// <param name="Gpu">required, preferred or off.</param>
sealed record InferenceConfiguration(string Provider, string Gpu)
{
    /// <summary>Why the two do not go together; null when they do, or when one of them is unknown and said to be so already.</summary>
    public string? Contradiction
    {
        get
        {
            if (!ExecutionProviderPolicy.Providers.Contains(Provider) || !ExecutionProviderPolicy.GpuUses.Contains(Gpu)) return null;
            try
            {
                ExecutionProviderPolicy.Parse(Provider, Gpu);
                return null;
            }
            catch (FormatException error)
            {
                return error.Message;
            }
        }
    }
}
