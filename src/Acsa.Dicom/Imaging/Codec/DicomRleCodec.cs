namespace Acsa.Dicom.Imaging.Codec;

/// <summary>RLE Lossless (PS3.5 annex G), both ways: one segment for each byte of each sample, most significant byte first.</summary>
internal sealed class DicomRleCodec : IDicomCodec
{
    public string Name => TransferSyntax.UID.Name;

    public DicomTransferSyntax TransferSyntax => DicomTransferSyntax.RLELossless;

    public DicomCodecParams? GetDefaultParameters() => null;

    public void Decode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters)
    {
        SubsampledColour.RefusePartialRange(oldPixelData.PhotometricInterpretation, Name);
        var layout = Layout.Of(oldPixelData);
        var frames = oldPixelData.NumberOfFrames;
        for (var frame = 0; frame < frames; frame++)
        {
            var compressed = oldPixelData.GetFrame(frame).Data;
            // Two bytes stand for 128 at most, so few bytes cannot claim much memory.
            if (compressed.Length * 64L < layout.FrameSize)
                throw new DicomCodecException($"The RLE frame's {compressed.Length} bytes cannot hold the {layout.FrameSize} of a frame.");
            var decoded = new byte[layout.FrameSize];
            RleFrame.Decode(compressed, layout.Segments, layout.SegmentLength, layout.Start, layout.Step, decoded);
            newPixelData.AddFrame(new MemoryByteBuffer(decoded));
        }
        // Segments hold every sample of every pixel, so 4:2:2 has become 4:4:4.
        if (oldPixelData.PhotometricInterpretation == PhotometricInterpretation.YbrFull422)
            newPixelData.PhotometricInterpretation = PhotometricInterpretation.YbrFull;
    }

    public void Encode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters)
    {
        // PS3.5 table 8.2.2-1: 8 and 16 bits allocated only, and no subsampling.
        if (oldPixelData.BitsAllocated is not (8 or 16))
            throw new DicomCodecException($"RLE Lossless is not defined for {oldPixelData.BitsAllocated} bits allocated.");
        if (oldPixelData.PhotometricInterpretation is { Value: "YBR_FULL_422" or "YBR_PARTIAL_422" } subsampled)
            throw new DicomCodecException($"RLE Lossless is not defined for {subsampled.Value}.");

        var layout = Layout.Of(oldPixelData);
        var frames = oldPixelData.NumberOfFrames;
        for (var frame = 0; frame < frames; frame++)
        {
            var data = oldPixelData.GetFrame(frame).Data;
            var planes = new byte[layout.Segments][];
            for (var s = 0; s < planes.Length; s++)
            {
                planes[s] = new byte[layout.SegmentLength];
                for (int i = 0, at = layout.Start(s); i < layout.SegmentLength; i++, at += layout.Step) planes[s][i] = data[at];
            }
            newPixelData.AddFrame(new MemoryByteBuffer(RleFrame.Encode(planes, oldPixelData.Width)));
        }
    }

    /// <summary>Where the bytes of the segments lie in a native little endian frame.</summary>
    private sealed record Layout(int Segments, int SegmentLength, int FrameSize, int Step, int Bytes, int SampleStep)
    {
        public static Layout Of(DicomPixelData pixelData)
        {
            var pixels = pixelData.Width * pixelData.Height;
            var samples = pixelData.SamplesPerPixel;
            var size = pixelData.UncompressedFrameSize;
            if (pixels == 0) throw new DicomCodecException($"A frame of {pixelData.Width} × {pixelData.Height} has no pixels.");
            if (samples is < 1 or > RleFrame.MaxSegments)
                throw new DicomCodecException($"RLE Lossless is not defined for {samples} samples per pixel.");
            // Not in the standard's table, but written by others: 1-bit pixels stay packed, each frame on its own.
            if (pixelData.BitsAllocated == 1) return new Layout(1, size, size, 1, 1, 0);

            var bytes = pixelData.BytesAllocated;
            var planar = pixelData.PlanarConfiguration == PlanarConfiguration.Planar;
            return new Layout(samples * bytes, pixels, size, planar ? bytes : samples * bytes, bytes, planar ? pixels * bytes : bytes);
        }

        public int Start(int segment) => segment / Bytes * SampleStep + (Bytes - 1 - segment % Bytes);
    }
}
