namespace Acsa.Worker.Delivery;

/// <summary>What a result object is, as the destinations' "send" lists name it.</summary>
enum ResultKind
{
    /// <summary>Segmentation Storage.</summary>
    Seg,

    /// <summary>Structured report.</summary>
    Sr,

    /// <summary>Colour secondary capture of the overlay.</summary>
    Sc,
}
