using System.Runtime.InteropServices;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec;

/// <summary>How the precision of a decoded stream agrees with Bits Stored and High Bit.</summary>
internal static class DecodedDepth
{
    /// <summary>
    /// A stream of Bits Stored bits gives samples at the bottom of their containers, so that High Bit becomes Bits Stored − 1 whatever it
    /// was before compression (PS3.5 8.1.1, 8.2.1). A stream of more bits holds the containers as they were; where it has loss, nothing can
    /// stand beside the samples in them, so that values beyond Bits Stored are a mislabelled depth. So is a stream of fewer bits: its
    /// levels would be taken for a fraction of what they are. Both are a DicomCodecException.
    /// </summary>
    public static void Check(JpegImage image, DicomPixelData described, DicomPixelData decoded)
    {
        int stored = described.BitsStored;
        if (image.Precision < stored)
            throw new DicomCodecException($"The stream has {image.Precision} bits a sample, but Bits Stored (0028,0101) says {stored}.");
        if (image.Precision == stored && decoded.HighBit != stored - 1) decoded.HighBit = (ushort)(stored - 1);
        if (image.Precision > stored && image.Precision > 8 && described.Syntax.IsLossy && described.HighBit == stored - 1)
            CheckRange(image, stored, described.PixelRepresentation == PixelRepresentation.Signed);
    }

    private static void CheckRange(JpegImage image, int stored, bool signed)
    {
        var words = MemoryMarshal.Cast<byte, ushort>(image.Samples);
        var outside = signed
            ? MemoryMarshal.Cast<byte,
            short>(image.Samples).IndexOfAnyExceptInRange((short)-(1 << (stored - 1)), (short)((1 << (stored - 1)) - 1))
            : words.IndexOfAnyExceptInRange((ushort)0, (ushort)((1 << stored) - 1));
        if (outside >= 0)
            throw new DicomCodecException(
                $"The stream of {image.Precision} bits has samples outside what its Bits Stored (0028,0101), {stored}, can hold.");
    }
}
