namespace Acsa.Dicom.Imaging.Codec;

/// <summary>How the precision of a decoded stream agrees with Bits Stored and High Bit.</summary>
internal static class DecodedDepth
{
    /// <summary>
    /// A stream of Bits Stored bits gives samples at the bottom of their containers, so that High Bit becomes Bits Stored − 1 whatever it
    /// was before compression (PS3.5 8.1.1, 8.2.1). A stream of more bits holds the containers as they were. One of fewer contradicts the
    /// data set: its levels would be taken for a fraction of what they are, so it is a DicomCodecException.
    /// </summary>
    public static void Check(int precision, DicomPixelData described, DicomPixelData decoded)
    {
        var stored = described.BitsStored;
        if (precision < stored)
            throw new DicomCodecException($"The stream has {precision} bits a sample, but Bits Stored (0028,0101) says {stored}.");
        if (precision == stored && decoded.HighBit != stored - 1) decoded.HighBit = (ushort)(stored - 1);
    }
}
