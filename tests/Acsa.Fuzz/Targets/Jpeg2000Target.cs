using System.Buffers.Binary;
using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.Jpeg2000;

namespace Acsa.Fuzz;

/// <summary>JPEG 2000 codestreams and JP2 files.</summary>
internal sealed class Jpeg2000Target : CodecTarget
{
    public override string Name => "jpeg2000";

    public override int Weight => 16;

    protected override bool IsJpeg2000 => true;

    public override IEnumerable<byte[]> Seeds() =>
        SeedFiles.Streams(".j2k", ".jp2").Where(s => s.Length <= LongestStream).Select(s => (byte[])[1, .. s]);

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) => random.OneIn(30)
        ? ByteMutator.Changed(input, b => b.AsSpan(0, Math.Min(1, b.Length)).Fill(random.NextByte()))
        : Jpeg2000Mutator.Mutate(input, other, random, 1);

    // SIZ | 2 Xsiz | 6 Ysiz | 10 XOsiz | 14 YOsiz | … | 34 Csiz | 36 Ssiz |
    protected override JpegExpectation Expect(ReadOnlySpan<byte> stream, byte option)
    {
        if (Header(stream) is not { Length: >= 37 } header) return new JpegExpectation(8, 8, 1, 8);
        var columns = BinaryPrimitives.ReadUInt32BigEndian(header[2..]) - BinaryPrimitives.ReadUInt32BigEndian(header[10..]);
        var rows = BinaryPrimitives.ReadUInt32BigEndian(header[6..]) - BinaryPrimitives.ReadUInt32BigEndian(header[14..]);
        var bits = (header[36] & 0x7F) >= 8 || option >= 0xF0 ? 16 : 8;
        return Limited((ushort)columns, (ushort)rows, BinaryPrimitives.ReadUInt16BigEndian(header[34..]), bits, option);
    }

    protected override JpegImage Decode(ReadOnlySpan<byte> stream, JpegExpectation expected, byte option)
    {
        var signed = Header(stream) is { Length: >= 37 } header && (header[36] & 0x80) != 0;
        return Jpeg2000Decoder.Decode(stream, expected, signed);
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> stream)
    {
        var at = stream.IndexOf<byte>([0xFF, 0x4F, 0xFF, 0x51]);
        return at < 0 || at + 6 > stream.Length ? default : stream[(at + 6)..];
    }
}
