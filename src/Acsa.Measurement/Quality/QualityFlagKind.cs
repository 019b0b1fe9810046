namespace Acsa.Measurement;

/// <summary>What about an outline or its image makes a person's look necessary, or a number worthless; the gravest first.</summary>
public enum QualityFlagKind
{
    /// <summary>Nothing was segmented.</summary>
    MaskEmpty,

    /// <summary>The model finds no cross-section that it knows: another plane, another body part.</summary>
    WrongPlane,

    /// <summary>No muscle of a limb is that small or large.</summary>
    ImpossibleArea,

    /// <summary>The outline runs along the edge of the field of view.</summary>
    CutByEdge,

    /// <summary>A straight side faces the edge of the image: the model closed the outline of a muscle that goes on.</summary>
    StraightSide,

    /// <summary>The model's mask had several pieces of note, before clean-up or where the clean-up chose among them.</summary>
    SeveralPieces,

    /// <summary>The clean-up took away much of the model's mask.</summary>
    CleanedAway,

    /// <summary>Too few pixels to measure well.</summary>
    FewPixels,

    /// <summary>The area is not one that this muscle can have.</summary>
    ImplausibleArea,

    /// <summary>The thickness is not one that this muscle can have.</summary>
    ImplausibleThickness,

    /// <summary>The proportions are not those of this muscle.</summary>
    ImplausibleShape,

    /// <summary>The mirror image has another outline.</summary>
    LowAgreement,

    /// <summary>Another threshold gives another area.</summary>
    BlurredEdge,

    /// <summary>The model says itself that it is not sure.</summary>
    LowCertainty,

    /// <summary>The model, trained to judge its outlines, doubts this one.</summary>
    OutlineDoubted,

    /// <summary>The same for whether the whole muscle is in the picture.</summary>
    MuscleCut,

    /// <summary>Much of the muscle lies under text, calipers or colour.</summary>
    Covered,

    /// <summary>Many pixels at the brightest grey level.</summary>
    Saturated,
}
