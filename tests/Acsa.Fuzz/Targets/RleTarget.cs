using System.Buffers.Binary;

namespace Acsa.Fuzz;

/// <summary>RLE frames through the codec. Input: <c>| 0 columns | 1 rows | 2 kind of pixel | 3.. frame |</c>.</summary>
internal sealed class RleTarget : FuzzTarget
{
    private const int FrameAt = 3;

    public override string Name => "rle";

    public override int Weight => 40;

    public override IEnumerable<byte[]> Seeds()
    {
        for (byte kind = 0; kind < 5; kind++)
        {
            var native = Describe(DicomTransferSyntax.ExplicitVRLittleEndian, 20, 13, kind);
            var pixels = DicomPixelData.Create(native, true);
            var frame = new byte[pixels.UncompressedFrameSize];
            for (var i = 0; i < frame.Length; i++) frame[i] = (byte)(i % 40 < 20 ? i / 40 : i * 7);
            if (kind == 4)
            {
                // Not defined, yet written by others: the packed bits are one segment.
                yield return [20, 13, kind, .. RleFrame.Encode([frame], frame.Length)];
                continue;
            }
            pixels.AddFrame(new MemoryByteBuffer(frame));
            var encoded = new DicomTranscoder(DicomTransferSyntax.ExplicitVRLittleEndian,
                DicomTransferSyntax.RLELossless).Transcode(native);
            yield return [20, 13, kind, .. DicomPixelData.Create(encoded).GetFrame(0).Data];
        }
    }

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        if (input.Length < FrameAt + 64 || random.OneIn(3)) return ByteMutator.Mutate(input, other, random, random.OneIn(8) ? 0
            : Math.Min(FrameAt, input.Length));
        return ByteMutator.Changed(input, b =>
        {
            // | number of segments 4 | sixteen offsets 4 | then runs: a count and its bytes |
            if (random.OneIn(2)) b[random.Next(FrameAt + 64, Math.Max(FrameAt + 65, b.Length)) % b.Length] = random.NextByte();
            else BinaryPrimitives.WriteUInt32LittleEndian(b.AsSpan(FrameAt + 4 * random.Next(16)),
                random.OneIn(2) ? (uint)random.Next(64, Math.Max(65, b.Length)) : random.Interesting());
        });
    }

    public override object? Read(byte[] input)
    {
        if (input.Length < FrameAt) return null;
        var dataset = Describe(DicomTransferSyntax.RLELossless, input[0], input[1], input[2]);
        DicomPixelData.Create(dataset, true).AddFrame(new MemoryByteBuffer(input[FrameAt..]));
        return new DicomTranscoder(DicomTransferSyntax.RLELossless, DicomTransferSyntax.ExplicitVRLittleEndian).Transcode(dataset);
    }

    public override bool IsDocumented(Exception error) => error is DicomCodecException or DicomImagingException;

    public override long DeclaredBytes(byte[] input) => input.Length < FrameAt ? 0 : input[0] * input[1] * 6L;

    public override string Describe(byte[] input, object? result) => result is null ? "" : $"{input[2] % 5} {input.Length / 64}";

    public override void Check(byte[] input, object? result, Exception? error)
    {
        if (result is not DicomDataset decoded || input[2] % 5 == 4) return;
        var again = decoded.Clone(DicomTransferSyntax.RLELossless).Clone(DicomTransferSyntax.ExplicitVRLittleEndian);
        if (!Pixels(again).AsSpan().SequenceEqual(Pixels(decoded)))
            throw new FindException("encoded and decoded again it is another picture");
    }

    private static byte[] Pixels(DicomDataset dataset) => DicomPixelData.Create(dataset).GetFrame(0).Data;

    private static DicomDataset Describe(DicomTransferSyntax syntax, byte columns, byte rows, byte kind)
    {
        var (samples, bits, planar) = (kind % 5) switch
        {
            0 => (1, 8, 0), 1 => (1, 16, 0), 2 => (3, 8, 0), 3 => (3, 8, 1), _ => (1, 1, 0),
        };
        var dataset = new DicomDataset(syntax).NotValidated();
        dataset.Add(DicomTag.SamplesPerPixel, (ushort)samples);
        dataset.Add(DicomTag.PhotometricInterpretation, samples == 3 ? "RGB" : "MONOCHROME2");
        dataset.Add(DicomTag.PlanarConfiguration, (ushort)planar);
        dataset.Add(DicomTag.Rows, (ushort)rows);
        dataset.Add(DicomTag.Columns, (ushort)columns);
        dataset.Add(DicomTag.BitsAllocated, (ushort)bits);
        dataset.Add(DicomTag.BitsStored, (ushort)bits);
        dataset.Add(DicomTag.HighBit, (ushort)(bits - 1));
        dataset.Add(DicomTag.PixelRepresentation, (ushort)0);
        return dataset;
    }
}
