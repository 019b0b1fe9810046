using System.Globalization;

namespace Acsa.Acquisition;

/// <summary>Decides from an instance's attributes alone whether it is analysed and which of its frames.</summary>
public static class FrameChooser
{
    /// <summary>Frames that are taken from a clip unless the caller says otherwise.</summary>
    public const int DefaultFramesPerClip = 5;

    static readonly string[] Stills = ["1.2.840.10008.5.1.4.1.1.6.1", "1.2.840.10008.5.1.4.1.1.6"];
    static readonly string[] Clips = ["1.2.840.10008.5.1.4.1.1.3.1", "1.2.840.10008.5.1.4.1.1.3"];

    /// <summary>
    /// Chooses frames: the one of a still, up to <paramref name="framesPerClip"/> evenly spread ones of a clip, first and last included.
    /// </summary>
    public static FrameChoice Choose(DicomDataset dataset, int framesPerClip = DefaultFramesPerClip)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(framesPerClip);
        var problems = new List<string>();
        var values = new LenientValues(dataset, "", problems);
        var sopClass = values.Text(DicomTag.SOPClassUID);
        if (!Stills.Contains(sopClass) && !Clips.Contains(sopClass)) return FrameChoice.Refuse(NotUltrasound(sopClass));

        if (values.Integer(DicomTag.Columns) is not (> 0 and <= Limits.MaxImageSide)
            || values.Integer(DicomTag.Rows) is not (> 0 and <= Limits.MaxImageSide))
            return FrameChoice.Refuse($"Not analysed: the image has no usable size. {string.Join(' ', problems)}".TrimEnd());
        if ((long)values.Integer(DicomTag.Columns)!.Value * values.Integer(DicomTag.Rows)!.Value > Limits.MaxFramePixels)
            return FrameChoice.Refuse("Not analysed: the image is larger than this node reads.");
        if (!dataset.Contains(DicomTag.PixelData)) return FrameChoice.Refuse("Not analysed: the instance holds no pixel data.");
        if (values.Text(DicomTag.PhotometricInterpretation) is "ARGB" or "CMYK" or "HSV")
            return FrameChoice.Refuse(
                $"Not analysed: the retired colour model {values.Text(DicomTag.PhotometricInterpretation)} is not read.");

        var frames = values.Integer(DicomTag.NumberOfFrames);
        if (problems.Count > 0) return FrameChoice.Refuse($"Not analysed: {string.Join(' ', problems)}");
        return frames switch
        {
            null or 1 => new FrameChoice([1], null),
            < 1 or > Limits.MaxFrames => FrameChoice.Refuse(string.Create(CultureInfo.InvariantCulture,
                $"Not analysed: {DicomTag.NumberOfFrames} Number of Frames is {frames}, expected 1 to {Limits.MaxFrames}.")),
            _ => new FrameChoice(Spread(frames.Value, framesPerClip), null),
        };
    }

    /// <summary>
    /// Up to <paramref name="wanted"/> frame numbers of 1 to <paramref name="frames"/>, evenly spread, first and last included.
    /// </summary>
    internal static IReadOnlyList<int> Spread(int frames, int wanted)
    {
        if (frames <= wanted) return [.. Enumerable.Range(1, frames)];
        if (wanted == 1) return [(frames + 1) / 2];
        return [.. Enumerable.Range(0, wanted).Select(i => 1 + (int)((2L * i * (frames - 1) + (wanted - 1)) / (2L * (wanted - 1))))];
    }

    static string NotUltrasound(string? sopClass) => sopClass switch
    {
        null => "Not analysed: the instance does not say what kind of object it is (SOP Class UID missing).",
        _ when sopClass.StartsWith("1.2.840.10008.5.1.4.1.1.7", StringComparison.Ordinal) =>
            "Not analysed: a secondary capture is a copy of a screen, whose scale is lost. Send the original ultrasound image.",
        "1.2.840.10008.5.1.4.1.1.6.2" => "Not analysed: three-dimensional ultrasound volumes are not read.",
        _ => $"Not analysed: {KindName(sopClass)} is not an ultrasound image.",
    };

    // Only names that the standard gives are repeated; an unknown UID is the sender's text.
    static string KindName(string sopClass) =>
        DicomUID.IsValidUid(sopClass) && DicomUID.Parse(sopClass) is { Type: DicomUidType.SOPClass } known
            ? known.Name
            : "an object of unknown kind";
}
