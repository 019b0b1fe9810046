namespace Acsa.Segmentation;

/// <summary>When a pixel belongs to a class.</summary>
public enum DecisionRule
{
    /// <summary>When its probability reaches the threshold.</summary>
    Threshold,

    /// <summary>When no other class is more probable there; of equals the first.</summary>
    LargestClass,
}
