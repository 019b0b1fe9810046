namespace Acsa.Segmentation;

/// <summary>How the model's output becomes probabilities.</summary>
public enum OutputActivation
{
    /// <summary>It is probabilities already.</summary>
    None,

    /// <summary>1 / (1 + exp(−x)), each class by itself.</summary>
    Sigmoid,

    /// <summary>exp(x) over the sum of all classes' exp(x).</summary>
    Softmax,
}
