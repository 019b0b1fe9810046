using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// Reads a JPEG 2000 Part 1 codestream (ITU-T T.800), bare or in a JP2 file, one or three components of up to 16 bits. Truncated or
/// damaged streams are refused whole. Subsampling and Part 2 and Part 15 extensions are refused by name.
/// </summary>
internal static class Jpeg2000Decoder
{
    /// <summary>
    /// Decodes <paramref name="frame"/> into samples of BitsAllocated bits, little endian. Throws DicomCodecException for anything but a
    /// whole codestream that fits <paramref name="expected"/> and <paramref name="signed"/>.
    /// </summary>
    public static JpegImage Decode(ReadOnlySpan<byte> frame, JpegExpectation expected, bool signed)
    {
        var stream = Jp2File.Unwrap(frame);
        var codestream = Codestream.Parse(stream, expected, signed);
        var size = codestream.Size;
        var bytes = expected.BitsAllocated / 8;
        var samples = new byte[checked(size.Width * size.Height * size.Components * bytes)];
        var decoder = new TileDecoder(size, samples, bytes);
        var transformed = 0;
        for (var i = 0; i < codestream.Tiles.Length; i++)
        {
            if (decoder.Decode(stream, i, codestream.Tiles[i]!)) transformed++;
        }
        if (transformed != 0 && transformed != codestream.Tiles.Length)
            throw Jpeg2000Failure.NotDecoded("a colour transform in some tiles only");
        var colour = size.Components == 1 ? JpegColourSpace.Grey : transformed > 0 ? JpegColourSpace.Rgb : JpegColourSpace.Unstated;
        return new JpegImage(size.Width, size.Height, size.Components, size.Precision, colour, samples);
    }
}
