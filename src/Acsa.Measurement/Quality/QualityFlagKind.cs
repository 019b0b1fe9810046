namespace Acsa.Measurement;

/// <summary>What about a mask makes a person's look necessary.</summary>
public enum QualityFlagKind
{
    /// <summary>Nothing was segmented.</summary>
    MaskEmpty,

    /// <summary>The mask reaches the border of the analysed rectangle.</summary>
    CutByAnalysisArea,

    /// <summary>The mask runs along the edge of the scanned sector inside the rectangle.</summary>
    CutBySectorEdge,

    /// <summary>The model's mask had several pieces of note before clean-up.</summary>
    SeveralPieces,

    /// <summary>Too few pixels to measure well.</summary>
    FewPixels,

    /// <summary>The area is not one that this muscle can have.</summary>
    ImplausibleArea,

    /// <summary>The model says itself that it is not sure.</summary>
    LowCertainty,

    /// <summary>Many pixels at the brightest grey level.</summary>
    Saturated,

    /// <summary>Much of the muscle lies under text, calipers or colour.</summary>
    Covered,
}
