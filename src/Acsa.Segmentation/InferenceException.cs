namespace Acsa.Segmentation;

/// <summary>A model that worked when it was loaded failed on an image.</summary>
/// <param name="isTransient">Whether opening the model anew may help: a GPU can be lost and come back.</param>
public sealed class InferenceException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    public bool IsTransient { get; } = isTransient;

    /// <summary>A sentence for a technologist; null when there is none.</summary>
    public string? Says { get; init; }
}
