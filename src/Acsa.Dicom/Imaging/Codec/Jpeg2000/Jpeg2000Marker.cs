namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>The markers of a codestream (ITU-T T.800 table A.2).</summary>
internal static class Jpeg2000Marker
{
    public const ushort StartOfCodestream = 0xFF4F;
    public const ushort Capabilities = 0xFF50;
    public const ushort ImageSize = 0xFF51;
    public const ushort CodingStyleDefault = 0xFF52;
    public const ushort CodingStyleComponent = 0xFF53;
    public const ushort TilePartLengths = 0xFF55;
    public const ushort PacketLengthsMain = 0xFF57;
    public const ushort PacketLengthsTilePart = 0xFF58;
    public const ushort QuantizationDefault = 0xFF5C;
    public const ushort QuantizationComponent = 0xFF5D;
    public const ushort RegionOfInterest = 0xFF5E;
    public const ushort ProgressionOrderChange = 0xFF5F;
    public const ushort PackedHeadersMain = 0xFF60;
    public const ushort PackedHeadersTilePart = 0xFF61;
    public const ushort ComponentRegistration = 0xFF63;
    public const ushort Comment = 0xFF64;
    public const ushort StartOfTilePart = 0xFF90;
    public const ushort StartOfPacket = 0xFF91;
    public const ushort EndOfPacketHeader = 0xFF92;
    public const ushort StartOfData = 0xFF93;
    public const ushort EndOfCodestream = 0xFFD9;
}
