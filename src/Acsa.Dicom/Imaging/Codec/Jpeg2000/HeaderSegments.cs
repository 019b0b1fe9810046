using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// The parameters that the main header or a tile's first tile-part header gives. A component's own come before the defaults, a tile's
/// before the image's (ITU-T T.800 A.6).
/// </summary>
internal sealed class HeaderSegments(int components, HeaderSegments? main = null)
{
    private readonly CodingStyle?[] _styles = new CodingStyle?[components];
    private readonly Quantization?[] _quantizations = new Quantization?[components];
    private readonly int?[] _shifts = new int?[components];
    private readonly List<Progression> _progressions = [];
    private PackedHeaders _packedTilePart = new();
    private CodingDefaults? _defaults;
    private Quantization? _quantization;

    public CodingDefaults Defaults => _defaults ?? main?.Defaults ?? throw Jpeg2000Failure.Damaged("it has no COD segment");

    public CodingStyle Style(int component) => _styles[component] ?? _defaults?.Style ?? main?.Style(component) ?? Defaults.Style;

    public Quantization Quantization(int component) => _quantizations[component] ?? _quantization ?? main?.Quantization(component)
        ?? throw Jpeg2000Failure.Damaged("it has no QCD segment");

    /// <summary>By how many bit planes the region of interest was raised (annex H).</summary>
    public int RegionShift(int component) => _shifts[component] ?? main?.RegionShift(component) ?? 0;

    /// <summary>The order of packets: as POC says (A.6.6), a tile's before the image's, else as COD does.</summary>
    public IReadOnlyList<Progression> Progressions =>
        _progressions.Count > 0 ? _progressions : main is { _progressions.Count: > 0 } ? main._progressions : [Progression.Whole(Defaults)];

    public bool HasOwnProgressions => _progressions.Count > 0;

    /// <summary>The packet headers that the main header holds for all tile-parts (A.7.4).</summary>
    public PackedHeaders PackedMain { get; } = new();

    /// <summary>The packet headers of the tile-part whose header was just read (A.7.5); null where it has no PPT.</summary>
    public byte[]? TakePackedTilePart()
    {
        if (_packedTilePart.IsEmpty) return null;
        var headers = _packedTilePart.Join();
        _packedTilePart = new PackedHeaders();
        return headers;
    }

    /// <summary>Takes one segment of a main or tile-part header. Throws DicomCodecException for one that is not decoded.</summary>
    public void Take(ushort marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case Jpeg2000Marker.CodingStyleDefault: _defaults = CodingDefaults.Parse(segment); break;
            case Jpeg2000Marker.CodingStyleComponent:
                // A.6.2: | 0 component | 1 precincts given | 2.. SP parameters |
                if (segment.Length < 2 || segment[1] > 1) throw Jpeg2000Failure.Segment("COC", "it is too short or of unknown style");
                _styles[Component("COC", segment)] = CodingStyle.Parse("COC", segment[2..], segment[1] == 1);
                break;
            case Jpeg2000Marker.QuantizationDefault: _quantization = Jpeg2000.Quantization.Parse("QCD", segment); break;
            case Jpeg2000Marker.QuantizationComponent:
                var component = Component("QCC", segment);
                _quantizations[component] = Jpeg2000.Quantization.Parse("QCC", segment[1..]);
                break;
            case Jpeg2000Marker.RegionOfInterest:
                // A.6.3: | 0 component | 1 style, 0 | 2 shift |
                if (segment.Length != 3 || segment[1] != 0) throw Jpeg2000Failure.Segment("RGN", "its style is unknown");
                _shifts[Component("RGN", segment)] = segment[2];
                break;
            case Jpeg2000Marker.ProgressionOrderChange: _progressions.AddRange(Progression.Parse(segment)); break;
            case Jpeg2000Marker.PackedHeadersMain when main is null: PackedMain.Take("PPM", segment); break;
            case Jpeg2000Marker.PackedHeadersTilePart when main is not null: _packedTilePart.Take("PPT", segment); break;
            case Jpeg2000Marker.PackedHeadersMain or Jpeg2000Marker.PackedHeadersTilePart:
                throw Jpeg2000Failure.Damaged("packed packet headers stand in the wrong kind of header");
            case Jpeg2000Marker.Capabilities: throw Jpeg2000Failure.NotDecoded("extended capabilities (CAP, as in HTJ2K)");
            case Jpeg2000Marker.TilePartLengths or Jpeg2000Marker.PacketLengthsMain or Jpeg2000Marker.PacketLengthsTilePart
                or Jpeg2000Marker.ComponentRegistration or Jpeg2000Marker.Comment:
                break;
            case >= 0xFF30 and <= 0xFF3F or < 0xFF00: throw Jpeg2000Failure.Damaged($"{marker:X4} stands where a segment is due");
            default: throw Jpeg2000Failure.NotDecoded($"marker {marker:X4}");
        }
    }

    private int Component(string name, ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 1 || segment[0] >= components)
            throw Jpeg2000Failure.Segment(name, "it names a component that the image does not have");
        return segment[0];
    }

    /// <summary>Reads the two bytes of a marker.</summary>
    public static ushort ReadMarker(ReadOnlySpan<byte> stream, ref int position)
    {
        if (position + 2 > stream.Length) throw Jpeg2000Failure.Truncated("its header: no further marker");
        position += 2;
        return BinaryPrimitives.ReadUInt16BigEndian(stream[(position - 2)..]);
    }

    /// <summary>Reads the payload of a marker segment, whose length counts itself (A.1.3).</summary>
    public static ReadOnlySpan<byte> ReadSegment(ReadOnlySpan<byte> stream, ref int position, ushort marker)
    {
        if (position + 2 > stream.Length) throw Jpeg2000Failure.Truncated($"the length of marker {marker:X4}");
        var length = BinaryPrimitives.ReadUInt16BigEndian(stream[position..]);
        if (length < 2 || position + length > stream.Length) throw Jpeg2000Failure.Truncated($"the segment of marker {marker:X4}");
        var segment = stream.Slice(position + 2, length - 2);
        position += length;
        return segment;
    }
}
