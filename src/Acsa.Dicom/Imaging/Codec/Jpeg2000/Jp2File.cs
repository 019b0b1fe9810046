using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// Finds the codestream in a frame. DICOM wants it bare (PS3.5 A.4.4), yet some writers put the whole JP2 file in (ITU-T T.800 annex I).
/// </summary>
internal static class Jp2File
{
    /// <summary>I.5.1: the signature box, twelve bytes.</summary>
    private static ReadOnlySpan<byte> Signature => [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A];

    private const uint ContiguousCodestream = 0x6A703263; // "jp2c"

    /// <summary>The codestream; the frame itself unless it is a JP2 file. Throws DicomCodecException for one without codestream.</summary>
    public static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> frame)
    {
        if (!frame.StartsWith(Signature)) return frame;
        var position = 0;
        // I.4: | 0 length, header included; 1: in XLBox; 0: to the end | 4 type | 8 XLBox |
        while (position + 8 <= frame.Length)
        {
            var box = frame[position..];
            long length = BinaryPrimitives.ReadUInt32BigEndian(box);
            var header = 8;
            if (length == 1)
            {
                if (box.Length < 16) break;
                (length, header) = ((long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(box[8..]), long.MaxValue), 16);
            }
            if (length == 0) length = box.Length;
            if (length < header || length > box.Length) throw Jpeg2000Failure.Truncated("a JP2 box");
            if (BinaryPrimitives.ReadUInt32BigEndian(box[4..]) == ContiguousCodestream) return box[header..(int)length];
            position += (int)length;
        }
        throw Jpeg2000Failure.Damaged("the JP2 file has no codestream box");
    }
}
