using System.Diagnostics.CodeAnalysis;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>Every way a JPEG 2000 codestream can be refused, each with its own sentence.</summary>
internal static class Jpeg2000Failure
{
    public static DicomCodecException NotJpeg2000() =>
        new("The frame is not a JPEG 2000 codestream: it does not begin with the markers FF4F and FF51.");

    public static DicomCodecException Truncated(string where) => new($"The JPEG 2000 codestream ends inside {where}.");

    public static DicomCodecException Segment(string name, string why) =>
        new($"The JPEG 2000 codestream's {name} segment is invalid: {why}.");

    public static DicomCodecException NotDecoded(string what) => new($"JPEG 2000 codestreams with {what} are not decoded.");

    public static DicomCodecException Damaged(string why) => new($"The JPEG 2000 codestream is damaged: {why}.");

    public static DicomCodecException PacketsEnd() =>
        new("The JPEG 2000 codestream's packets end before the last one that its header promises: it is truncated or damaged.");

    [DoesNotReturn]
    public static void ThrowPacketsEnd() => throw PacketsEnd();

    [DoesNotReturn]
    public static void ThrowDamaged(string why) => throw Damaged(why);
}
