using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>The Tracking UID (0062,0021) of what results track, by which it is known again when it comes back.</summary>
public static class TrackingIdentity
{
    /// <summary>The same for every run over the same image.</summary>
    /// <param name="structure">Key of config/structures.json; null when none could be told.</param>
    /// <param name="ordinal">0 for the first finding of this structure and side in a frame, 1 for the next.</param>
    public static string Of(string studyInstanceUid, string sopInstanceUid, string? structure, Laterality side, int ordinal) =>
        ResultIdentity.TrackingOf(studyInstanceUid, sopInstanceUid, structure ?? "", side, ordinal);

    /// <summary>The Segment Label (0062,0005) of a structure on a side: what viewers that drop the Tracking UID keep.</summary>
    public static string LabelOf(string? structure, Laterality side, StructureTable table) =>
        NamedStructure.Of(structure, side, table).Label;
}
