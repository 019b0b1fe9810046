namespace Acsa.Worker.Reader;

/// <summary>Objects other than Segmentations in which a reader's outlines may lie: they are kept, never measured, and never passed over
/// without a word.</summary>
static class OtherForms
{
    // PS3.4 table B.5-1: what states contours, surfaces, graphics or coordinates over images.
    static readonly string[] Classes =
    [
        "1.2.840.10008.5.1.4.1.1.481.3", // RT Structure Set
        "1.2.840.10008.5.1.4.1.1.66.5", // Surface Segmentation
    ];

    static readonly string[] Families =
    [
        "1.2.840.10008.5.1.4.1.1.11.", // presentation states
        "1.2.840.10008.5.1.4.1.1.88.", // structured reports: SCOORD
    ];

    public static bool Holds(string sopClassUid) =>
        Classes.Contains(sopClassUid) || Families.Any(family => sopClassUid.StartsWith(family, StringComparison.Ordinal));

    /// <summary>What its study says of it; the standard's own name of the class, which no sender wrote.</summary>
    public static string Words(string sopClassUid) =>
        $"{(DicomUID.Parse(sopClassUid) is { Type: DicomUidType.SOPClass } known ? known.Name : "An object of its kind")}: an outline that a reader edited is measured "
        + "only as a Segmentation; what this object draws is kept and not measured.";
}
