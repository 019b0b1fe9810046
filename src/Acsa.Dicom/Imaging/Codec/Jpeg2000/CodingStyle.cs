using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>How the code-blocks of a component are coded (ITU-T T.800 table A.19).</summary>
[Flags]
internal enum BlockStyle : byte
{
    None = 0,
    Bypass = 1,
    ResetContexts = 2,
    TerminateEachPass = 4,
    VerticallyCausal = 8,
    PredictableTermination = 16,
    SegmentationSymbols = 32,
}

/// <summary>The SP parameters of COD and COC (ITU-T T.800 table A.20): what may differ between components.</summary>
internal sealed record CodingStyle(
    int Levels, int BlockWidthExponent, int BlockHeightExponent, BlockStyle Blocks, bool IsReversible, byte[] Precincts)
{
    /// <summary>The exponents PPx and PPy of precincts at a resolution (B.6); 15 where none are given.</summary>
    public (int X, int Y) Precinct(int resolution) =>
        Precincts.Length == 0 ? (15, 15) : (Precincts[resolution] & 15, Precincts[resolution] >> 4);

    /// <summary>
    /// Reads | 0 levels | 1 xcb − 2 | 2 ycb − 2 | 3 code-block style | 4 transformation | 5 precinct sizes, where given |. Throws
    /// DicomCodecException for values outside the tables.
    /// </summary>
    public static CodingStyle Parse(string name, ReadOnlySpan<byte> segment, bool hasPrecincts)
    {
        if (segment.Length < 5) throw Jpeg2000Failure.Segment(name, "it is too short");
        int levels = segment[0];
        if (levels > Jpeg2000Limits.Levels) throw Jpeg2000Failure.Segment(name, $"it has {levels} decomposition levels");
        if (segment.Length != 5 + (hasPrecincts ? levels + 1 : 0))
            throw Jpeg2000Failure.Segment(name, $"its length does not fit {levels} decomposition levels");
        var (width, height) = (segment[1] + 2, segment[2] + 2);
        // Table A.18: sides of 4 to 1024, an area of 4096 at most.
        if (width > 10 || height > 10 || width + height > 12) throw Jpeg2000Failure.Segment(name, "its code-blocks are too large");
        if ((segment[3] & 0x40) != 0) throw Jpeg2000Failure.NotDecoded("high-throughput code-blocks (HTJ2K)");
        if (segment[3] > 63) throw Jpeg2000Failure.Segment(name, $"code-block style {segment[3]} is unknown");
        if (segment[4] > 1) throw Jpeg2000Failure.Segment(name, $"transformation {segment[4]} is unknown");
        var precincts = segment[5..].ToArray();
        // Table A.21: only the lowest resolution may have precincts of one sample; the others' are halved for their sub-bands.
        for (var r = 1; r < precincts.Length; r++)
        {
            if ((precincts[r] & 15) == 0 || precincts[r] >> 4 == 0)
                throw Jpeg2000Failure.Segment(name, "its precincts are too small");
        }
        return new CodingStyle(levels, width, height, (BlockStyle)segment[3], segment[4] == 1, precincts);
    }
}

/// <summary>The order of packets (ITU-T T.800 table A.16).</summary>
internal enum ProgressionOrder : byte
{
    LayerResolution = 0,
    ResolutionLayer = 1,
    ResolutionPosition = 2,
    PositionComponent = 3,
    ComponentPosition = 4,
}

/// <summary>
/// The COD segment (ITU-T T.800 A.6.1): what holds for all components of a tile, and their coding style unless COC gives another.
/// </summary>
internal sealed record CodingDefaults(
    ProgressionOrder Order, int Layers, bool HasColourTransform, bool MayHaveSop, bool HasEph, CodingStyle Style)
{
    /// <summary>Reads | 0 Scod | 1 progression order | 2..3 layers | 4 component transformation | 5.. SP parameters |.</summary>
    public static CodingDefaults Parse(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 10) throw Jpeg2000Failure.Segment("COD", "it is too short");
        if (segment[0] > 7) throw Jpeg2000Failure.Segment("COD", $"coding style {segment[0]} is unknown");
        if (segment[1] > 4) throw Jpeg2000Failure.Segment("COD", $"progression order {segment[1]} is unknown");
        var layers = BinaryPrimitives.ReadUInt16BigEndian(segment[2..]);
        if (layers == 0) throw Jpeg2000Failure.Segment("COD", "it has no layers");
        if (segment[4] > 1) throw Jpeg2000Failure.Segment("COD", $"component transformation {segment[4]} is unknown");
        return new CodingDefaults((ProgressionOrder)segment[1], layers, segment[4] == 1, (segment[0] & 2) != 0, (segment[0] & 4) != 0,
            CodingStyle.Parse("COD", segment[5..], (segment[0] & 1) != 0));
    }
}
