namespace Acsa.Segmentation;

/// <summary>What is averaged over members, reflections and windows.</summary>
public enum AverageRule
{
    /// <summary>Probabilities.</summary>
    Probabilities,

    /// <summary>The model's raw output; the activation comes after the mean, as in nnU-Net 2.</summary>
    Logits,
}
