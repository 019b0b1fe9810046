using System.Buffers.Binary;
using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.JpegLs;

namespace Acsa.Fuzz;

/// <summary>JPEG baseline, extended and lossless.</summary>
internal class JpegTarget : CodecTarget
{
    public override string Name => "jpeg";

    public override int Weight => 30;

    protected virtual string Extension => ".jpg";

    public override IEnumerable<byte[]> Seeds() => SeedFiles.Streams(Extension).Select(s => (byte[])[1, .. s]);

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) => random.OneIn(30)
        ? ByteMutator.Changed(input, b => b.AsSpan(0, Math.Min(1, b.Length)).Fill(random.NextByte()))
        : JpegMutator.Mutate(input, other, random, 1);

    // SOF | 0 precision | 1..2 lines | 3..4 samples a line | 5 components |
    protected override JpegExpectation Expect(ReadOnlySpan<byte> stream, byte option)
    {
        foreach (var segment in MarkerSegments.Find(stream, 0, jpeg2000: false))
        {
            if (segment.Code is not (0xC0 or 0xC1 or 0xC3 or 0xF7) || segment.Length < 8) continue;
            var header = stream[segment.Payload..];
            var bits = header[0] > 8 || option >= 0xF0 ? 16 : 8;
            return Limited(BinaryPrimitives.ReadUInt16BigEndian(header[3..]), BinaryPrimitives.ReadUInt16BigEndian(header[1..]),
                header[5], bits, option);
        }
        return new JpegExpectation(8, 8, 1, 8);
    }

    protected override JpegImage Decode(ReadOnlySpan<byte> stream, JpegExpectation expected, byte option) =>
        JpegDecoder.Decode(stream, expected);
}
