namespace Acsa.Reporting;

/// <summary>What is compared before anything is written or believed, each with its reason.</summary>
internal static class Limits
{
    /// <summary>Copied sequences nest at most this deep; deeper ones are dropped.</summary>
    public const int MaxCopyDepth = 8;

    /// <summary>Items of one copied sequence.</summary>
    public const int MaxCopiedItems = 64;

    /// <summary>
    /// Bytes of one copied attribute, with all that is in its sequences: a patient's name has some dozen, the codes of a procedure some
    /// thousand. Each result holds them again, and each destination gets them.
    /// </summary>
    public const long MaxCopiedBytes = 256 * 1024;

    /// <summary>
    /// GraphicData is FL in explicit VR with a 16-bit length: 65534 bytes hold 8191 points; longer outlines go by reference to the SEG.
    /// </summary>
    public const int MaxOutlinePoints = 8191;

    /// <summary>Reasons printed below a picture; the SR holds all of them.</summary>
    public const int MaxCaptionReasons = 4;

    /// <summary>Rows of the table of a page; more would push the reasons off it.</summary>
    public const int MaxTableRows = 12;
}
