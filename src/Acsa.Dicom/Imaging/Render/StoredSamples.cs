using System.Runtime.InteropServices;

namespace Acsa.Dicom.Imaging.Render;

/// <summary>
/// Takes sample values out of their containers: Bits Stored bits that end at High Bit (PS3.5 8.1.1); what lies outside is no part of them.
/// </summary>
internal static class StoredSamples
{
    /// <summary>
    /// Reads <paramref name="count"/> samples. Throws DicomImagingException when the bits do not fit or there are too few bytes.
    /// </summary>
    public static int[] Read(ReadOnlySpan<byte> bytes, int count, BitDepth depth)
    {
        if (depth.BitsAllocated is not (8 or 16))
            throw new DicomImagingException($"Samples of {depth.BitsAllocated} bits allocated are not rendered.");
        if (depth.BitsStored < 1 || depth.HighBit >= depth.BitsAllocated || depth.HighBit + 1 < depth.BitsStored)
        {
            throw new DicomImagingException(
                $"{depth.BitsStored} bits stored with high bit {depth.HighBit} do not fit {depth.BitsAllocated} bits allocated.");
        }
        if (bytes.Length < (long)count * depth.BitsAllocated / 8)
            throw new DicomImagingException($"{bytes.Length} bytes are too few for {count} samples.");

        // Shifting left then right moves the sample down and, for signed ones, spreads its sign.
        var left = 31 - depth.HighBit;
        var right = 32 - depth.BitsStored;
        var samples = new int[count];
        if (depth.BitsAllocated == 8)
        {
            for (var i = 0; i < count; i++) samples[i] = Take(bytes[i], left, right, depth.IsSigned);
        }
        else
        {
            var words = MemoryMarshal.Cast<byte, ushort>(bytes);
            for (var i = 0; i < count; i++) samples[i] = Take(words[i], left, right, depth.IsSigned);
        }
        return samples;
    }

    private static int Take(int container, int left, int right, bool signed) =>
        signed ? container << left >> right : (int)((uint)(container << left) >> right);
}
