using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>One decoded frame with everything that later stages need of it.</summary>
/// <param name="FrameNumber">1-based.</param>
/// <param name="NumberOfFrames">Of the instance it comes from.</param>
/// <param name="Grey">Luma of the stored values (ITU-R BT.601 for colour), no window applied.</param>
/// <param name="ColouredPixels">Pixels that carry colour (text, calipers, Doppler); null when the frame is stored in grey.</param>
/// <param name="Picture">For overlays.</param>
/// <param name="Scale">What the instance states about the size of its pixels.</param>
public sealed record Frame(
    string SopInstanceUid,
    string SopClassUid,
    int FrameNumber,
    int NumberOfFrames,
    GreyImage Grey,
    Mask? ColouredPixels,
    RgbImage Picture,
    ScaleStatements Scale)
{
    /// <summary>Why the pixels may not be what the attributes say, sentences; empty when all is well.</summary>
    public IReadOnlyList<string> Objections { get; init; } = [];
}
