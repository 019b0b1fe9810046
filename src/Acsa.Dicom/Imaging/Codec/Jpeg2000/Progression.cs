using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// One progression of a POC segment (ITU-T T.800 A.6.6): the packets of these resolutions, components and layers, ends excluded, in this
/// order, but for those that an earlier progression brought.
/// </summary>
internal readonly record struct Progression(
    int FirstResolution, int FirstComponent, int EndLayer, int EndResolution, int EndComponent, ProgressionOrder Order)
{
    private const int Size = 7;

    /// <summary>What holds without POC: everything, in the order that COD names.</summary>
    public static Progression Whole(CodingDefaults defaults) =>
        new(0, 0, defaults.Layers, Jpeg2000Limits.Levels + 1, int.MaxValue, defaults.Order);

    /// <summary>
    /// Reads entries of | 0 RSpoc | 1 CSpoc | 2..3 LYEpoc | 4 REpoc | 5 CEpoc, 0 meaning 256 | 6 Ppoc |. Throws DicomCodecException.
    /// </summary>
    public static Progression[] Parse(ReadOnlySpan<byte> segment)
    {
        if (segment.IsEmpty || segment.Length % Size != 0) throw Jpeg2000Failure.Segment("POC", "its length is not that of whole entries");
        var entries = new Progression[segment.Length / Size];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = segment.Slice(i * Size, Size);
            if (entry[6] > 4) throw Jpeg2000Failure.Segment("POC", $"progression order {entry[6]} is unknown");
            entries[i] = new Progression(entry[0], entry[1], BinaryPrimitives.ReadUInt16BigEndian(entry[2..]), entry[4],
                entry[5] == 0 ? 256 : entry[5], (ProgressionOrder)entry[6]);
        }
        return entries;
    }

    public bool Covers(Precinct precinct) => precinct.ResolutionIndex >= FirstResolution && precinct.ResolutionIndex < EndResolution
        && precinct.ComponentIndex >= FirstComponent && precinct.ComponentIndex < EndComponent;
}
