namespace Acsa.Segmentation;

/// <summary>What is done with a thresholded mask.</summary>
public enum PostProcessingChain
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The largest 8-connected piece, its holes filled.</summary>
    LargestFilled,
}
