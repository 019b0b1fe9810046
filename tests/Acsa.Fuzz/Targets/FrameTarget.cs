namespace Acsa.Fuzz;

/// <summary>Frames of whole images: what the attributes say of the pixels is changed, then frames are decoded and transcoded.</summary>
internal class FrameTarget : FuzzTarget
{
    private const int MostFrames = 3;
    private readonly FileTarget _files = new();

    private static readonly uint[] Attributes =
    [
        0x00280002, 0x00280004, 0x00280006, 0x00280008, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103, 0x00281101,
        0x00281102, 0x00281103, 0x00281201, 0x00281221, 0x7FE00010,
    ];

    private static readonly string[] Photometrics =
    [
        "MONOCHROME1", "MONOCHROME2", "RGB", "PALETTE COLOR", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420",
        "YBR_RCT", "YBR_ICT", "HSV", "CMYK",
    ];

    public override string Name => "frame";

    public override int Weight => 16;

    public override IEnumerable<byte[]> Seeds() => SeedImages.Files();

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        if (random.OneIn(4)) return _files.Mutate(input, other, random);
        // The attributes are found by their tag in either byte order, wherever they are.
        var tag = random.Pick(Attributes);
        byte[] little = [(byte)(tag >> 16), (byte)(tag >> 24), (byte)tag, (byte)(tag >> 8)];
        byte[] big = [(byte)(tag >> 24), (byte)(tag >> 16), (byte)(tag >> 8), (byte)tag];
        var at = input.AsSpan().IndexOf(little);
        if (at < 0) at = input.AsSpan().IndexOf(big);
        if (at < 0 || at + 10 > input.Length) return _files.Mutate(input, other, random);
        return ByteMutator.Changed(input, b =>
        {
            var value = b.AsSpan(at + 8);
            if (tag == 0x00280004)
            {
                var text = random.Pick(Photometrics).PadRight(12)[..Math.Min(12, value.Length)];
                System.Text.Encoding.ASCII.GetBytes(text, value);
            }
            else
            {
                var number = random.Next(4) switch
                {
                    0 => random.Interesting(),
                    1 => (uint)random.Next(1, 64),
                    _ => random.Pick<uint>([0, 1, 2, 3, 4, 7, 8, 12, 15, 16, 32]),
                };
                value[0] = (byte)number;
                value[1] = (byte)(number >> 8);
            }
        });
    }

    public override object? Read(byte[] input)
    {
        var dataset = DicomFile.Open(new MemoryStream(input)).Dataset;
        var frames = Math.Clamp(dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1), 1, MostFrames);
        DecodedFrame? last = null;
        for (var i = 0; i < frames; i++) last = FrameDecoder.Decode(dataset, i);
        return last;
    }

    public override bool IsDocumented(Exception error) => error is DicomFileException or DicomCodecException or DicomImagingException;

    public override string Describe(byte[] input, object? result) =>
        result is DecodedFrame f ? $"{f.Path} {f.IsInverted} {f.IsLossy} {f.Photometric} {f.TransferSyntax}" : "";

    public override void Check(byte[] input, object? result, Exception? error)
    {
        if (result is not DecodedFrame frame) return;
        var expected = (long)frame.Width * frame.Height * (frame.IsColour ? 3 : 1);
        if (frame.Samples.Length != expected) throw new FindException("a frame has more or fewer samples than pixels");
        var dataset = DicomFile.Open(new MemoryStream(input)).Dataset;
        if (dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1) > MostFrames) return;
        try
        {
            var native = dataset.Clone(DicomTransferSyntax.ExplicitVRLittleEndian);
            _ = FrameDecoder.Decode(native, 0);
        }
        catch (DicomException)
        {
            // Frames that were not decoded above, or a description that fits the first one only.
        }
    }

    public override long DeclaredBytes(byte[] input)
    {
        try
        {
            var dataset = DicomFile.Open(new MemoryStream(input)).Dataset;
            long Value(DicomTag tag) => dataset.GetSingleValueOrDefault(tag, (ushort)1);
            var samples = Value(DicomTag.Rows) * Value(DicomTag.Columns) * Value(DicomTag.SamplesPerPixel);
            var bytes = samples * ((Value(DicomTag.BitsAllocated) + 7) / 8);
            return MostFrames * Math.Min(bytes, Acsa.Dicom.Imaging.ImagingLimits.MaxBytesPerFrame);
        }
        catch (DicomFileException)
        {
            return 0;
        }
    }
}
